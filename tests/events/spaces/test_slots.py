"""How days are cut into slots: midnight, lunch breaks and the days on which clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from events.spaces.enums import TimeMode
from events.spaces.slots import Busy, SlotState, Terms, is_open, read_key, slots_of_day, with_state
from portal.core.hours import DayPlan, Span, Timetable

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
DAY = dt.date(2026, 3, 3)
HOUR = dt.timedelta(hours=1)


def timetable(*spans: tuple[int, int], **fields) -> Timetable:
    day = tuple(Span(dt.time(opens), dt.time(closes % 24)) for opens, closes in spans)
    return Timetable((day,) * 7, **fields)


def clocks(plan, date=DAY, zone=SHANGHAI, mode=TimeMode.SLOTS, minutes=60) -> list[str]:
    slots = slots_of_day(plan, Terms(mode, minutes), date, zone)
    return [f"{s.start.astimezone(zone):%H:%M}-{s.end.astimezone(zone):%H:%M}" for s in slots]


def test_slots_fill_each_opening_and_never_outlast_it():
    assert clocks(timetable((9, 12), (13, 15)), minutes=90) == [
        "09:00-10:30",
        "10:30-12:00",
        "13:00-14:30",
    ]


def test_an_opening_may_be_one_slot():
    assert clocks(timetable((9, 12), (13, 17)), mode=TimeMode.OPENINGS) == [
        "09:00-12:00",
        "13:00-17:00",
    ]


def test_midnight_ends_the_last_slot():
    assert clocks(timetable((22, 24))) == ["22:00-23:00", "23:00-00:00"]


def test_a_closed_day_has_none():
    closed = timetable((9, 12), exceptions={DAY: DayPlan((), "设备检修")})
    assert clocks(closed) == []
    assert len(clocks(closed, DAY + dt.timedelta(days=1))) == 3


def test_slots_keep_their_length_when_clocks_go_forward():
    day = dt.date(2026, 3, 29)
    assert clocks(timetable((0, 5)), day, BERLIN) == [
        "00:00-01:00",
        "01:00-03:00",
        "03:00-04:00",
        "04:00-05:00",
    ]
    slots = slots_of_day(timetable((0, 5)), Terms(TimeMode.SLOTS, 60), day, BERLIN)
    assert {slot.minutes for slot in slots} == {60}


def test_slots_keep_their_length_when_clocks_go_back():
    day = dt.date(2026, 10, 25)
    slots = list(slots_of_day(timetable((0, 4)), Terms(TimeMode.SLOTS, 60), day, BERLIN))
    assert [f"{slot.start.astimezone(BERLIN):%H:%M}" for slot in slots] == [
        "00:00",
        "01:00",
        "02:00",
        "02:00",
        "03:00",
    ]
    assert len({slot.key for slot in slots}) == 5
    assert [read_key(slot.key) for slot in slots] == [slot.start for slot in slots]


@pytest.mark.parametrize("text", ["", "x", "20260303T1000", "20261303T1000Z", "\x00"])
def test_an_odd_key_is_no_moment(text):
    assert read_key(text) is None


def moment(hour, day=DAY):
    return dt.datetime.combine(day, dt.time(hour), SHANGHAI)


def test_a_time_is_open_if_one_opening_holds_it():
    plan = timetable((9, 12), (13, 17))
    assert is_open(plan, moment(9), moment(12), SHANGHAI)
    assert not is_open(plan, moment(11), moment(14), SHANGHAI)
    assert not is_open(plan, moment(8), moment(10), SHANGHAI)


def test_openings_that_touch_at_midnight_are_one():
    plan = timetable((0, 2), (20, 24))
    assert is_open(plan, moment(23), moment(1, DAY + dt.timedelta(days=1)), SHANGHAI)
    assert not is_open(plan, moment(23), moment(3, DAY + dt.timedelta(days=1)), SHANGHAI)


EARLIEST, LATEST = moment(0), moment(23)


def states(busy=(), terms=None, earliest=EARLIEST, latest=LATEST) -> list[SlotState]:
    terms = terms or Terms(TimeMode.SLOTS, 60)
    slots = slots_of_day(timetable((9, 12)), terms, DAY, SHANGHAI)
    rows = with_state(slots, busy, terms, earliest=earliest, latest=latest)
    return [row.state for row in rows]


FREE, BUSY, PAST, LATER = SlotState.FREE, SlotState.BUSY, SlotState.PAST, SlotState.LATER


def test_slots_say_what_is_taken_and_too_soon_and_too_far():
    assert states([Busy(1, None, moment(10), moment(11))]) == [FREE, BUSY, FREE]
    assert states(earliest=moment(10)) == [PAST, FREE, FREE]
    assert states(latest=moment(11)) == [FREE, FREE, LATER]


def test_what_is_kept_free_around_a_slot_counts():
    padded = Terms(TimeMode.SLOTS, 60, padding_after=dt.timedelta(minutes=15))
    assert states([Busy(1, None, moment(10), moment(11))], padded) == [BUSY, BUSY, FREE]


def test_a_slot_is_free_as_long_as_a_seat_is():
    terms = Terms(TimeMode.SLOTS, 60, seats=frozenset({7, 8}))
    one = [Busy(1, 7, moment(9), moment(11))]
    slots = list(slots_of_day(timetable((9, 12)), terms, DAY, SHANGHAI))
    rows = with_state(slots, one, terms, earliest=EARLIEST, latest=LATEST)
    assert [(row.left, row.state) for row in rows] == [(1, FREE), (1, FREE), (2, FREE)]
    assert states([*one, Busy(1, 8, moment(10), moment(12))], terms) == [FREE, BUSY, FREE]
    assert states([Busy(1, None, moment(9), moment(12))], terms) == [BUSY, BUSY, BUSY]
