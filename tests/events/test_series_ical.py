"""A series as one event with a rule: what is said, and what is left to the flat form."""

import datetime as dt
from dataclasses import replace

import pytest

from events.schedule.ical import CalendarEvent
from events.schedule.recurrence import Rule
from events.schedule.series_ical import PlannedDate, RuledSeries, write_series
from events.schedule.slots import Slot, Timetable

MODIFIED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
WEEKLY = Rule.parse("FREQ=WEEKLY;BYDAY=SA")
HOUR = dt.timedelta(hours=1)
SATURDAY = dt.date(2026, 3, 7)


def an_event(start: dt.datetime, end: dt.datetime, uid: str = "one") -> CalendarEvent:
    return CalendarEvent(
        uid=uid, sequence=0, modified=MODIFIED, start=start, end=end, summary="故事会",
        url="https://library.example/",
    )  # fmt: skip


def a_series(tz: str = "Asia/Shanghai", *, duration: dt.timedelta = HOUR, **fields) -> RuledSeries:
    fields = {"start": SATURDAY, "time": dt.time(10), "rule": WEEKLY, **fields}
    event = replace(an_event(MODIFIED, MODIFIED, "series"), sequence=5)
    if fields.get("all_day"):
        event = replace(event, all_day=True)
    return RuledSeries(Timetable(**fields), duration, tz, event)


def planned(series: RuledSeries, slot: Slot, **changes) -> PlannedDate:
    start, end = slot.span(series.duration, series.tz)
    if slot.all_day:
        start, end = start.astimezone(series.zone), end.astimezone(series.zone)
    event = replace(an_event(start, end, slot.rid), all_day=slot.all_day)
    return PlannedDate(slot.rid, replace(event, **changes), bool(changes))


def dates_of(series: RuledSeries, weeks: int = 4) -> list[PlannedDate]:
    until = SATURDAY + dt.timedelta(days=7 * weeks - 1)
    return [planned(series, slot) for slot in series.timetable.by_rule(until)]


def when(data: bytes) -> list[str]:
    """The lines about time, and the identity."""
    names = ("UID", "SEQUENCE", "DTSTART", "DTEND", "RRULE", "EXDATE", "RECURRENCE-ID", "STATUS")
    return [line for line in data.decode().split("\r\n") if line.startswith(names)]


def test_undisturbed_series_is_one_event():
    series = a_series()
    written = write_series(series, dates_of(series))
    assert [when(event) for event in written.events] == [
        [
            "UID:series",
            "SEQUENCE:5",
            "DTSTART;TZID=Asia/Shanghai:20260307T100000",
            "DTEND;TZID=Asia/Shanghai:20260307T110000",
            "RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20260328T155959Z",
            "STATUS:CONFIRMED",
        ]
    ]
    assert (written.tz, written.year) == ("Asia/Shanghai", 2026)


def test_whole_days_have_no_zone():
    series = a_series(all_day=True, time=None, duration=dt.timedelta(days=2))
    written = write_series(series, dates_of(series))
    assert when(written.events[0])[2:5] == [
        "DTSTART;VALUE=DATE:20260307",
        "DTEND;VALUE=DATE:20260309",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20260328",
    ]
    assert written.tz == ""


def test_missing_dates_are_excluded_one_a_line_and_the_first_is_one_that_is_there():
    series = a_series()
    dates = dates_of(series, 6)
    lines = when(write_series(series, [dates[1], dates[4]]).events[0])
    assert lines[2] == "DTSTART;TZID=Asia/Shanghai:20260314T100000"
    assert lines[4:7] == [
        "RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20260404T155959Z",
        "EXDATE;TZID=Asia/Shanghai:20260321T100000",
        "EXDATE;TZID=Asia/Shanghai:20260328T100000",
    ]


def test_changed_date_has_the_identity_and_version_of_the_series():
    series = a_series()
    dates = dates_of(series)
    later = dates[1].event.start + 4 * HOUR
    dates[1] = replace(dates[1], event=replace(dates[1].event, start=later, end=later + HOUR))
    dates[2] = replace(
        dates[2], differs=True, event=replace(dates[2].event, cancelled=True, related_to="series")
    )
    _master, moved, cancelled = write_series(series, dates).events
    assert when(moved) == [
        "UID:series",
        "SEQUENCE:5",
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260314T100000",
        "DTSTART;TZID=Asia/Shanghai:20260314T140000",
        "DTEND;TZID=Asia/Shanghai:20260314T150000",
        "STATUS:CONFIRMED",
    ]
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20260321T100000" in when(cancelled)
    assert "STATUS:CANCELLED" in when(cancelled)
    assert b"RELATED-TO" not in cancelled


def test_date_the_rule_does_not_give_stands_alone():
    series = a_series()
    extra = Slot(dt.datetime.fromisoformat("2026-03-10T18:00"))
    written = write_series(series, [*dates_of(series), planned(series, extra)])
    assert when(written.events[1])[0] == "UID:20260310T180000"
    assert "DTSTART:20260310T100000Z" in when(written.events[1])
    assert len(written.events) == 2


def test_date_moved_past_its_neighbour_stands_alone():
    series = a_series()
    dates = dates_of(series)
    away = dates[1].event.start + dt.timedelta(days=8)
    dates[1] = replace(dates[1], event=replace(dates[1].event, start=away, end=away + HOUR))
    master, alone = write_series(series, dates).events
    assert "EXDATE;TZID=Asia/Shanghai:20260314T100000" in when(master)
    assert when(alone)[0] == "UID:20260314T100000"


def test_night_in_which_clocks_change_is_said_with_its_own_end():
    series = a_series("Europe/London", time=dt.time(22), duration=9 * HOUR)
    master, night = write_series(series, dates_of(series)).events
    assert "DTEND;TZID=Europe/London:20260308T070000" in when(master)
    assert "DTEND;TZID=Europe/London:20260329T080000" in when(night)
    late = write_series(series, dates_of(series, 6)[3:])
    assert when(late.events[0])[2] == "DTSTART;TZID=Europe/London:20260404T220000"
    assert when(late.events[1])[0] == "UID:20260328T220000", "it cannot say how long the others are"


def test_rule_says_nothing_twice():
    series = a_series(rule=Rule.parse("FREQ=WEEKLY;BYDAY=SA,SA"))
    assert "RRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20260328T155959Z" in when(
        write_series(series, dates_of(series)).events[0]
    )


@pytest.mark.parametrize(
    ("series", "why"),
    [
        (a_series(rule=None), "there is no rule"),
        (a_series(rule=Rule.parse("FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=-1")), "ical.js"),
        (a_series(rule=Rule.parse("FREQ=YEARLY;BYMONTH=3,4"), start=dt.date(2026, 3, 31)), "too"),
        (a_series(ends_on=SATURDAY), "one date is no series"),
        (a_series(ends_on=SATURDAY - dt.timedelta(days=1)), "it ends before it starts"),
        (a_series("America/Santiago"), "the zone has no yearly rule"),
        (a_series("Europe/London", rule=Rule.parse("FREQ=DAILY"), time=dt.time(1, 30)),
         "01:30 does not exist on 29 March"),
    ],
)  # fmt: skip
def test_what_parsers_would_not_read_alike_is_not_said(series, why):
    assert write_series(series, dates_of(series, 20)) is None, why


def test_date_moved_into_the_hour_that_comes_twice_is_not_said():
    series = a_series("Europe/London", start=dt.date(2026, 10, 3))
    slots = list(series.timetable.by_rule(dt.date(2026, 10, 31)))
    dates = [planned(series, slot) for slot in slots]
    twice = dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    dates[3] = replace(dates[3], event=replace(dates[3].event, start=twice, end=twice + HOUR))
    assert write_series(series, dates) is None
