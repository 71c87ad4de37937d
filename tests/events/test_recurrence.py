import datetime as dt
import time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from events.schedule.recurrence import WEEKDAYS, Rule, RuleError

weekday = st.sampled_from(WEEKDAYS)
nth_weekday = st.builds("{}{}".format, st.sampled_from(["1", "2", "3", "4", "5", "-1"]), weekday)


def joined(items):
    return st.lists(items, min_size=1, max_size=4, unique=True).map(
        lambda chosen: ",".join(map(str, chosen))
    )


month_day = st.one_of(st.integers(1, 31), st.just(-1))
parts = st.one_of(
    st.just({"FREQ": "DAILY"}),
    st.fixed_dictionaries({"FREQ": st.just("DAILY"), "BYDAY": joined(weekday)}),
    st.fixed_dictionaries({"FREQ": st.just("WEEKLY"), "BYDAY": joined(weekday)}),
    st.fixed_dictionaries({"FREQ": st.just("WEEKLY"), "BYDAY": joined(weekday), "WKST": weekday}),
    st.fixed_dictionaries({"FREQ": st.just("MONTHLY"), "BYDAY": joined(nth_weekday)}),
    st.fixed_dictionaries({"FREQ": st.just("MONTHLY"), "BYDAY": joined(weekday)}),
    st.fixed_dictionaries({"FREQ": st.just("MONTHLY"), "BYMONTHDAY": joined(month_day)}),
    st.fixed_dictionaries(
        {"FREQ": st.just("MONTHLY"), "BYMONTHDAY": joined(month_day), "BYDAY": joined(weekday)}
    ),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("MONTHLY"),
            "BYDAY": joined(weekday),
            "BYSETPOS": st.sampled_from([1, 2, 5, -1, -2]),
        }
    ),
    st.just({"FREQ": "YEARLY"}),
    st.fixed_dictionaries({"FREQ": st.just("YEARLY"), "BYMONTH": joined(st.integers(1, 12))}),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("YEARLY"),
            "BYMONTH": joined(st.integers(1, 12)),
            "BYMONTHDAY": joined(month_day),
        }
    ),
    st.fixed_dictionaries(
        {
            "FREQ": st.just("YEARLY"),
            "BYMONTH": joined(st.integers(1, 12)),
            "BYDAY": joined(nth_weekday),
        }
    ),
)


@settings(max_examples=200, deadline=None)
@given(
    parts=parts,
    interval=st.integers(1, 13),
    start=st.dates(dt.date(2023, 1, 1), dt.date(2027, 12, 31)),
    days=st.integers(0, 1500),
)
def test_rule_gives_the_dates_dateutil_gives(parts, interval, start, days):
    text = "RRULE:" + ";".join(
        f"{k}={v}" for k, v in {**parts, "INTERVAL": interval}.items() if v != 1
    )
    until = start + dt.timedelta(days=days)
    try:
        rule = Rule.parse(text)
    except RuleError:
        reject()  # it gives no date at all, such as 30 February

    dates = list(rule.dates(start, until))

    reference = rrulestr(
        f"{text};UNTIL={until:%Y%m%d}T000000", dtstart=dt.datetime.combine(start, dt.time())
    )
    assert dates == [moment.date() for moment in reference]
    assert Rule.parse(str(rule)) == rule


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=DAILY;COUNT=1000000",
        "RRULE:FREQ=DAILY;COUNT=1000000000",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20991231",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;INTERVAL=-1",
        "RRULE:FREQ=DAILY;INTERVAL=53",
        "RRULE:FREQ=DAILY;INTERVAL=99999999999999999999",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=HOURLY;BYDAY=SA",
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY;BYDAY=1SA",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;BYMONTH=5",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;BYHOUR=1,2,3",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;BYDAY=SU",
        "RRULE:FREQ=MONTHLY",
        "RRULE:FREQ=MONTHLY;BYDAY=6SA",
        "RRULE:FREQ=MONTHLY;BYDAY=MO,1TU",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=32",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=0",
        "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
        "RRULE:FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=1",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYMONTH=13",
        "RRULE:FREQ=WEEKLY;BYDAY=SA\nRRULE:FREQ=WEEKLY;BYDAY=SU",
        "DTSTART:20260101T000000Z\nRRULE:FREQ=DAILY",
        "EXRULE:FREQ=DAILY",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;WKST=XX",
        "RRULE:FREQ=" + "WEEKLY;" * 100,
        "RRULE:",
        "周六",
        "\x00",
        "'; DROP TABLE events_eventseries;--",
    ],
)
def test_rule_not_on_the_list_is_refused_at_once(text):
    started = time.perf_counter()
    with pytest.raises(RuleError):
        Rule.parse(text)
    assert time.perf_counter() - started < 0.5


def test_rule_says_which_part_is_wrong(settings):
    with pytest.raises(RuleError) as refused:
        Rule.parse("RRULE:FREQ=WEEKLY;BYDAY=SA;BYHOUR=1")
    assert "BYHOUR" in str(refused.value.message)


def test_rule_keeps_the_week_start():
    rule = Rule.parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU")
    assert str(rule) == "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU"


def test_leap_day_every_year_is_only_in_leap_years():
    rule = Rule.parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    dates = list(rule.dates(dt.date(2024, 1, 1), dt.date(2032, 12, 31)))
    assert dates == [dt.date(2024, 2, 29), dt.date(2028, 2, 29), dt.date(2032, 2, 29)]
