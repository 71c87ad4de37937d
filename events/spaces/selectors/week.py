"""A week of one room as a table: a row for each starting time, a column for each day.

Where a booking may begin at many times, a row is an hour and a cell holds the times within it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from events.spaces.enums import TimeMode
from events.spaces.models import Space
from events.spaces.slots import Slot, SlotState

from .availability import DAY, calendars


@dataclass(frozen=True)
class Day:
    date: dt.date
    slots: list[Slot]

    @property
    def free(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.is_free]

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()


@dataclass(frozen=True)
class Week:
    """`rows` go from a starting time to the slots that begin then, day by day.

    `shows_minutes`: several begin in one hour.
    """

    days: list[Day]
    rows: list[tuple[str, list[list[Slot]]]]
    previous: dt.date | None
    next: dt.date | None
    shows_minutes: bool = False

    @property
    def first(self) -> dt.date:
        return self.days[0].date

    @property
    def last(self) -> dt.date:
        return self.days[-1].date

    @property
    def is_empty(self) -> bool:
        return not self.rows


def week_of(space: Space, wanted: dt.date | None) -> Week:
    """Seven days: from today on, or the later weeks one after the other, as far as is booked."""
    today = timezone.localdate()
    last = today + space.rules.horizon_days * DAY
    weeks = ((wanted or today) - today).days // 7
    first = today + max(0, min(weeks, space.rules.horizon_days // 7)) * 7 * DAY
    (calendar,) = calendars([space], first, 7)
    days = [Day(date, slots) for date, slots in calendar.by_day]
    return Week(
        days,
        _rows(days, by_hour=space.rules.mode == TimeMode.FREE),
        previous=first - 7 * DAY if first > today else None,
        next=first + 7 * DAY if first + 7 * DAY <= last else None,
        shows_minutes=space.rules.mode == TimeMode.FREE and space.rules.slot_minutes % 60 != 0,
    )


def _rows(days: list[Day], *, by_hour: bool) -> list[tuple[str, list[list[Slot]]]]:
    def clock(slot: Slot) -> str:
        return f"{slot.local_start:%H:00}" if by_hour else f"{slot.local_start:%H:%M}"

    clocks = sorted({clock(slot) for day in days for slot in day.slots})
    return [
        (row, [[slot for slot in day.slots if clock(slot) == row] for day in days])
        for row in clocks
    ]


@dataclass(frozen=True)
class RoomDay(Day):
    """One room on one day."""

    space: Space

    @property
    def is_too_late(self) -> bool:
        return all(slot.state in (SlotState.PAST, SlotState.BUSY) for slot in self.slots) and any(
            slot.state == SlotState.PAST for slot in self.slots
        )


def on_day(spaces: list[Space], date: dt.date) -> list[RoomDay]:
    """Each room with its times on *date*."""
    return [RoomDay(date, row.on(date), row.space) for row in calendars(spaces, date, 1)]
