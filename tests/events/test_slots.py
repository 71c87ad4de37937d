# ruff: noqa: DTZ001 - slots are wall-clock times
import datetime as dt

from events.schedule.recurrence import Rule
from events.schedule.slots import CAP, Timetable

SATURDAYS = Rule.parse("FREQ=WEEKLY;BYDAY=SA")
EARLY = dt.datetime(2026, 1, 1)


def dates(timetable, **options):
    options = {"after": EARLY, "until": dt.date(2026, 12, 31), **options}
    return [slot.date for slot in timetable.sessions(**options)]


def test_last_date_is_included():
    timetable = Timetable(
        start=dt.date(2026, 12, 1), time=dt.time(10), rule=SATURDAYS, ends_on=dt.date(2026, 12, 26)
    )
    assert dates(timetable)[-1] == dt.date(2026, 12, 26)


def test_last_date_before_the_first_gives_nothing():
    timetable = Timetable(start=dt.date(2026, 12, 1), ends_on=dt.date(2026, 11, 1))
    assert dates(timetable) == []


def test_skipped_and_closed_days_do_not_count_as_sessions():
    timetable = Timetable(
        start=dt.date(2026, 4, 4),
        time=dt.time(10),
        rule=SATURDAYS,
        session_limit=3,
        skips={dt.date(2026, 4, 11)},
    )
    assert dates(timetable, closed={dt.date(2026, 4, 4)}) == [
        dt.date(2026, 4, 18),
        dt.date(2026, 4, 25),
        dt.date(2026, 5, 2),
    ]


def test_sessions_held_count_against_the_limit():
    timetable = Timetable(start=dt.date(2026, 1, 3), rule=SATURDAYS, session_limit=4)
    assert dates(timetable, after=dt.datetime(2026, 1, 12), held=2) == [
        dt.date(2026, 1, 17),
        dt.date(2026, 1, 24),
    ]


def test_extra_date_may_fall_on_a_holiday_and_outside_the_rule():
    extra = dt.date(2026, 4, 6)
    timetable = Timetable(
        start=dt.date(2026, 4, 4),
        time=dt.time(10),
        rule=SATURDAYS,
        ends_on=dt.date(2026, 4, 4),
        extras=((extra, dt.time(18)),),
    )
    slots = timetable.sessions(after=EARLY, until=dt.date(2026, 12, 31), closed={extra})
    assert [slot.rid for slot in slots] == ["20260404T100000", "20260406T180000"]


def test_endless_rule_is_capped():
    timetable = Timetable(start=dt.date(2026, 1, 1), rule=Rule.parse("FREQ=DAILY"))
    assert len(dates(timetable, until=dt.date(2099, 1, 1))) == CAP


def test_saturday_before_eight_stays_saturday_in_shanghai():
    timetable = Timetable(start=dt.date(2026, 1, 3), time=dt.time(7), rule=SATURDAYS)
    slot = timetable.sessions(after=EARLY, until=dt.date(2026, 1, 31))[0]
    start, end = slot.span(dt.timedelta(hours=1), "Asia/Shanghai")
    assert slot.rid == "20260103T070000"
    assert start == dt.datetime(2026, 1, 2, 23, tzinfo=dt.UTC)
    assert end == dt.datetime(2026, 1, 3, 0, tzinfo=dt.UTC)


def test_session_keeps_its_wall_clock_over_the_change_of_clocks():
    timetable = Timetable(start=dt.date(2026, 3, 1), time=dt.time(10), rule=SATURDAYS)
    slots = timetable.sessions(after=EARLY, until=dt.date(2026, 4, 11))
    hours = {slot.span(dt.timedelta(hours=1), "America/New_York")[0].hour for slot in slots}
    assert hours == {15, 14}  # winter and summer time, in UTC


def test_whole_days_end_at_a_local_midnight():
    timetable = Timetable(start=dt.date(2026, 3, 7), all_day=True)
    slot = timetable.sessions(after=EARLY, until=dt.date(2026, 4, 11))[0]
    start, end = slot.span(dt.timedelta(days=2), "America/New_York")
    assert slot.rid == "20260307"
    assert (end - start) == dt.timedelta(hours=47)


def test_dates_chosen_one_by_one_are_no_extra_dates():
    timetable = Timetable(
        start=dt.date(2026, 4, 4), time=dt.time(10), extras=((dt.date(2026, 4, 9), None),)
    )
    slots = timetable.sessions(after=EARLY, until=dt.date(2026, 12, 31))
    assert [(slot.rid, slot.origin) for slot in slots] == [
        ("20260404T100000", "rule"),
        ("20260409T100000", "rule"),
    ]
