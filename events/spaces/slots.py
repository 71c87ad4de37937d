"""How a day is cut into what can be booked: pure, exact through midnight and changes of the clock.

Lengths are counted in real time from the moment of opening, so a slot is as long as it says on the
day on which the clocks change, too.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils import timezone

from events.spaces.enums import TimeMode
from portal.core.hours import Timetable

Moments = tuple[dt.datetime, dt.datetime]


class SlotState(StrEnum):
    FREE = "free"
    BUSY = "busy"
    PAST = "past"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Busy:
    """A time that is taken, what is kept free around it included."""

    space: int
    seat: int | None
    start: dt.datetime
    end: dt.datetime

    def meets(self, start: dt.datetime, end: dt.datetime) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be asked for, in UTC: local times of one zone are compared by the clock on
    the wall. *left* is the number of free seats, where there are seats.
    """

    start: dt.datetime
    end: dt.datetime
    state: SlotState = SlotState.FREE
    left: int | None = None

    @property
    def is_free(self) -> bool:
        return self.state == SlotState.FREE

    @property
    def key(self) -> str:
        """The start in an address: the moment in UTC, which no change of the clock makes twice."""
        return self.start.strftime("%Y%m%dT%H%MZ")

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds() // 60)

    @property
    def local_start(self) -> dt.datetime:
        return timezone.localtime(self.start)

    @property
    def local_end(self) -> dt.datetime:
        return timezone.localtime(self.end)


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a room's rules decides about its slots."""

    mode: str
    minutes: int
    padding_before: dt.timedelta = dt.timedelta()
    padding_after: dt.timedelta = dt.timedelta()
    seats: frozenset[int] = frozenset()

    def blocked(self, start: dt.datetime, end: dt.datetime) -> Moments:
        return start - self.padding_before, end + self.padding_after


def read_key(text: str) -> dt.datetime | None:
    """The moment of a `Slot.key`."""
    try:
        return dt.datetime.strptime(text, "%Y%m%dT%H%MZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def slots_of_day(
    timetable: Timetable, terms: Terms, date: dt.date, zone: dt.tzinfo
) -> Iterator[Slot]:
    """The slots that begin on *date*; one that would outlast its opening is not offered."""
    length = dt.timedelta(minutes=terms.minutes)
    for start, closes in (span.on(date, zone) for span in timetable.on(date).spans):
        if terms.mode == TimeMode.OPENINGS:
            if start < closes:
                yield Slot(start, closes)
            continue
        while start + length <= closes:
            yield Slot(start, start + length)
            start += length


def is_open(timetable: Timetable, start: dt.datetime, end: dt.datetime, zone: dt.tzinfo) -> bool:
    """Whether one opening, perhaps across midnight, holds the whole time."""
    first = start.astimezone(zone).date() - dt.timedelta(days=1)
    days = (end.astimezone(zone).date() - first).days + 2
    return any(
        opens <= start and end <= closes for opens, closes in timetable.openings(first, days, zone)
    )


def with_state(
    slots: Iterable[Slot],
    busy: Iterable[Busy],
    terms: Terms,
    *,
    earliest: dt.datetime,
    latest: dt.datetime,
) -> list[Slot]:
    """The same slots, each free, taken, too soon or too far ahead."""
    taken = list(busy)
    return [_with_state(slot, taken, terms, earliest, latest) for slot in slots]


def _with_state(
    slot: Slot, busy: list[Busy], terms: Terms, earliest: dt.datetime, latest: dt.datetime
) -> Slot:
    if slot.start < earliest:
        return replace(slot, state=SlotState.PAST)
    if slot.start >= latest:
        return replace(slot, state=SlotState.LATER)
    start, end = terms.blocked(slot.start, slot.end)
    meets = [row for row in busy if row.meets(start, end)]
    if not terms.seats:
        return replace(slot, state=SlotState.BUSY) if meets else slot
    left = len(free_seats(terms, meets))
    return replace(slot, left=left, state=SlotState.FREE if left else SlotState.BUSY)


def free_seats(terms: Terms, meets: Iterable[Busy]) -> frozenset[int]:
    """The seats that none of *meets*, bookings at the time, has taken; a block takes them all."""
    taken = {row.seat for row in meets}
    if None in taken:
        return frozenset()
    return terms.seats - taken
