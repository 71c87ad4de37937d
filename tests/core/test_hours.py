"""Opening hours: worked examples, then every minute against a brute-force model."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.hours import DayPlan, Timetable, status_at

BEIJING = ZoneInfo("Asia/Shanghai")
MONDAY = dt.date(2026, 11, 2)


@dataclass(frozen=True)
class Weekly:
    weekday: int
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class Exceptional:
    date: dt.date
    opens: dt.time | None = None
    closes: dt.time | None = None
    reason_label: str = "检修"


def time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def weekly(*rows: str) -> list[Weekly]:
    """Rows such as "1 09:00 20:30": weekday, opens, closes."""
    parts = (row.split() for row in rows)
    return [Weekly(int(day), time(opens), time(closes)) for day, opens, closes in parts]


HOURS = weekly("0 13:00 17:00", "1 09:00 12:00", "1 13:30 20:30", "5 09:00 17:00")


@pytest.mark.parametrize(
    ("moment", "is_open", "change"),
    [
        ("2026-11-02 12:59:59", False, "2026-11-02 13:00"),
        ("2026-11-02 13:00", True, "2026-11-02 17:00"),
        ("2026-11-02 16:59:59", True, "2026-11-02 17:00"),
        ("2026-11-02 17:00", False, "2026-11-03 09:00"),
        ("2026-11-03 11:59", True, "2026-11-03 12:00"),
        ("2026-11-03 12:00", False, "2026-11-03 13:30"),  # lunch break
        ("2026-11-03 13:30", True, "2026-11-03 20:30"),
        ("2026-11-03 23:59:59", False, "2026-11-07 09:00"),
        ("2026-10-31 17:00", False, "2026-11-02 13:00"),  # across the month's end
        ("2026-12-31 23:00", False, "2027-01-02 09:00"),  # across the year's end
    ],
)
def test_weekly_hours(moment, is_open, change):
    status = status_at(HOURS, [], {}, at(moment))
    assert status.is_open is is_open
    assert (status.until if is_open else status.opens_next) == at(change)
    assert (status.opens_next if is_open else status.until) is None


def test_the_sites_zone_decides_whatever_zone_the_moment_is_given_in():
    moment = dt.datetime(2026, 11, 2, 5, 0, tzinfo=dt.UTC)  # 13:00 in Beijing
    assert status_at(HOURS, [], {}, moment).is_open
    assert status_at(HOURS, [], {}, moment).until == at("2026-11-02 17:00")
    assert not status_at(HOURS, [], {}, moment - dt.timedelta(seconds=1)).is_open


def test_an_exceptional_closure_goes_before_everything():
    closed = [
        Exceptional(dt.date(2026, 11, 3)),
        Exceptional(dt.date(2026, 11, 7), reason_label="盘点"),
    ]
    status = status_at(HOURS, closed, {}, at("2026-11-03 10:00"))
    assert (status.is_open, status.reason, status.is_all_day) == (False, "检修", True)
    assert status.opens_next == at("2026-11-09 13:00")


def test_exceptional_hours_replace_the_weekly_ones():
    special = [Exceptional(dt.date(2026, 11, 3), time("10:00"), time("15:00"), "读书节")]
    status = status_at(HOURS, special, {}, at("2026-11-03 12:15"))
    assert (status.is_open, status.until, status.reason) == (True, at("2026-11-03 15:00"), "读书节")
    after = status_at(HOURS, special, {}, at("2026-11-03 15:00"))
    assert (after.is_open, after.is_all_day, after.reason) == (False, False, "读书节")


def test_exceptional_hours_open_a_day_of_the_holiday_calendar():
    day = dt.date(2026, 11, 3)
    special = [Exceptional(day, time("10:00"), time("15:00"))]
    assert status_at(HOURS, special, {day: "国庆节"}, at("2026-11-03 10:00")).is_open


def test_a_closing_row_beats_hours_given_for_the_same_day():
    day = dt.date(2026, 11, 3)
    rows = [Exceptional(day, time("10:00"), time("15:00")), Exceptional(day)]
    assert status_at(HOURS, rows, {}, at("2026-11-03 11:00")).is_all_day


def test_a_calendar_day_closes_and_gives_its_name():
    status = status_at(HOURS, [], {dt.date(2026, 11, 2): "元旦"}, at("2026-11-02 14:00"))
    assert (status.is_open, status.reason) == (False, "元旦")
    assert status.opens_next == at("2026-11-03 09:00")


def test_midnight_is_the_end_of_the_day_and_touching_openings_are_one():
    rows = weekly("0 18:00 00:00", "1 00:00 02:00")
    assert status_at(rows, [], {}, at("2026-11-02 23:59:59")).until == at("2026-11-03 02:00")
    assert not status_at(rows, [], {}, at("2026-11-03 02:00")).is_open


def test_a_room_that_never_closes():
    always = weekly(*(f"{day} 00:00 00:00" for day in range(7)))
    status = status_at(always, [], {}, at("2026-11-02 03:00"))
    assert (status.is_open, status.until) == (True, None)
    closure = {dt.date(2026, 11, 5): "维护"}
    assert status_at(always, [], closure, at("2026-11-02 03:00")).until == at("2026-11-05 00:00")


def test_a_library_without_hours_is_closed_until_further_notice():
    status = status_at([], [], {}, at("2026-11-02 03:00"))
    assert (status.is_open, status.opens_next, status.reason) == (False, None, "")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-03 14:00", "Open now until 20:30"),
        ("2026-11-03 12:00", "Closed now; Opens today at 13:30"),
        ("2026-11-02 17:00", "Closed now; Opens tomorrow at 9:00"),
        ("2026-11-03 20:30", "Closed now; Opens Saturday at 9:00"),
        ("2026-11-07 10:00", "Closed today: Repairs; Opens 17 November at 9:00"),
    ],
)
def test_words(moment, words):
    repairs = [
        Exceptional(dt.date(2026, 11, day), reason_label="Repairs") for day in (7, 9, 10, 14, 16)
    ]
    with translation.override("en"):
        assert str(status_at(HOURS, repairs if "Repairs" in words else [], {}, at(moment))) == words


def test_words_at_the_edges():
    with translation.override("en"):
        late = weekly("0 18:00 00:00")
        assert str(status_at(late, [], {}, at("2026-11-02 20:00"))) == "Open now until 24:00"
        night = weekly("0 18:00 00:00", "1 00:00 02:00")
        assert (
            str(status_at(night, [], {}, at("2026-11-02 20:00"))) == "Open now until tomorrow 2:00"
        )
        always = weekly(*(f"{day} 00:00 00:00" for day in range(7)))
        assert str(status_at(always, [], {}, at("2026-11-02 20:00"))) == "Open around the clock"
        assert str(status_at([], [], {}, at("2026-11-02 20:00"))) == (
            "Closed now; Closed until further notice"
        )


def test_the_plan_of_a_day_and_of_a_week():
    timetable = Timetable.of(HOURS, [], {dt.date(2026, 11, 7): "元旦"})
    with translation.override("en"):
        assert str(timetable.on(dt.date(2026, 11, 3))) == "9:00–12:00, 13:30–20:30"
        assert str(timetable.on(dt.date(2026, 11, 4))) == "Closed"
    week = timetable.week(MONDAY)
    assert [day for day, _plan in week] == [MONDAY + dt.timedelta(days=n) for n in range(7)]
    assert week[5][1] == DayPlan((), "元旦")


DAYS = 9
START = dt.date(2026, 12, 28)  # a Monday; the nine days cross the end of a year
minutes = st.integers(0, 24 * 60 - 1)


@st.composite
def spans(draw):
    opens = draw(minutes)
    closes = draw(st.integers(opens + 1, 24 * 60)) % (24 * 60)
    return dt.time(*divmod(opens, 60)), dt.time(*divmod(closes, 60))


dates = st.integers(0, DAYS - 1).map(lambda n: START + dt.timedelta(days=n))
a_week = st.builds(lambda day, span: Weekly(day, *span), st.integers(0, 6), spans())
an_exception = st.builds(
    lambda date, span: Exceptional(date, *(span or (None, None))), dates, st.none() | spans()
)


def open_minutes(hours, exceptions, closed) -> list[bool]:
    """The model: one truth value for every minute of the nine days."""
    table = []
    for n in range(DAYS):
        date = START + dt.timedelta(days=n)
        own = [row for row in exceptions if row.date == date]
        if own:
            rows = [] if any(row.opens is None for row in own) else own
        elif date in closed:
            rows = []
        else:
            rows = [row for row in hours if row.weekday == date.weekday()]
        day = [False] * 1440
        for row in rows:
            first = row.opens.hour * 60 + row.opens.minute
            last = row.closes.hour * 60 + row.closes.minute or 1440
            day[first:last] = [True] * (last - first)
        table += day
    return table


@settings(max_examples=300, deadline=None)
@given(
    hours=st.lists(a_week, max_size=12),
    exceptions=st.lists(an_exception, max_size=4),
    closed=st.sets(dates, max_size=2),
    probes=st.lists(st.integers(0, 2 * 1440 - 1), min_size=1, max_size=8),
    second=st.integers(0, 59),
)
def test_every_minute_agrees_with_the_brute_force_model(hours, exceptions, closed, probes, second):
    table = open_minutes(hours, exceptions, closed)
    timetable = Timetable.of(hours, exceptions, dict.fromkeys(closed, "x"))
    midnight = dt.datetime.combine(START, dt.time(), BEIJING)
    for probe in probes:
        moment = midnight + dt.timedelta(minutes=probe, seconds=second)
        days = DAYS - probe // 1440
        status = timetable.status_at(moment, zone=BEIJING, days=days)
        change = next((n for n in range(probe, DAYS * 1440) if table[n] != table[probe]), None)
        expected = None if change is None else midnight + dt.timedelta(minutes=change)
        assert status.is_open == table[probe]
        assert (status.until if status.is_open else status.opens_next) == expected
