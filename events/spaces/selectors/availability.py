"""When rooms are free: slots of days and weeks, always in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from events.spaces.models import Booking, Seat, Space
from events.spaces.slots import (
    Busy,
    Slot,
    Terms,
    free_seats,
    is_open,
    slots_of_day,
    with_state,
)
from portal.core.hours import Timetable
from portal.core.models import ClosureDay

DAY = dt.timedelta(days=1)


@dataclass
class Calendar:
    """One room between two days: its slots and what of them is free."""

    space: Space
    timetable: Timetable
    terms: Terms
    first: dt.date
    days: int
    busy: list[Busy]
    now: dt.datetime = field(default_factory=timezone.now)

    @property
    def zone(self) -> dt.tzinfo:
        return timezone.get_default_timezone()

    @property
    def earliest(self) -> dt.datetime:
        """The first moment a reader may still ask for."""
        return self.now + dt.timedelta(hours=self.space.rules.lead_hours)

    @property
    def last_date(self) -> dt.date:
        """The last day a reader may ask for."""
        days = dt.timedelta(days=self.space.rules.horizon_days)
        return timezone.localdate(self.now) + days

    @property
    def latest(self) -> dt.datetime:
        return local_midnight(self.last_date + DAY)

    def on(self, date: dt.date) -> list[Slot]:
        slots = slots_of_day(self.timetable, self.terms, date, self.zone)
        return with_state(slots, self.busy, self.terms, earliest=self.earliest, latest=self.latest)

    @cached_property
    def by_day(self) -> list[tuple[dt.date, list[Slot]]]:
        dates = (self.first + n * DAY for n in range(self.days))
        return [(date, self.on(date)) for date in dates]

    @property
    def slots(self) -> list[Slot]:
        return [slot for _date, slots in self.by_day for slot in slots]

    def shows(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether its days are those of this time."""
        first, last = timezone.localdate(start), timezone.localdate(end)
        return self.first <= first and last < self.first + self.days * DAY

    def renewed(self) -> Self:
        """The same days with what is taken now; one query."""
        span = map(local_midnight, _around(self.first, self.days))
        busy = busy_times([self.space], *span)[self.space.pk]
        return replace(self, busy=busy, now=timezone.now())

    def is_open(self, start: dt.datetime, end: dt.datetime) -> bool:
        return is_open(self.timetable, start, end, self.zone)

    def is_free(self, start: dt.datetime, end: dt.datetime) -> bool:
        return not self._meets(start, end)

    def free_seats(self, start: dt.datetime, end: dt.datetime) -> list[Seat]:
        free = free_seats(self.terms, self._meets(start, end))
        return [seat for seat in self.space.seats.all() if seat.pk in free]

    def _meets(self, start: dt.datetime, end: dt.datetime) -> list[Busy]:
        since, until = self.terms.blocked(start, end)
        return [row for row in self.busy if row.meets(since, until)]


def local_midnight(date: dt.date) -> dt.datetime:
    """The moment a day begins where the libraries are."""
    return timezone.make_aware(dt.datetime.combine(date, dt.time()))


def terms_of(space: Space) -> Terms:
    """The seats must be prefetched, or are asked for."""
    rules = space.rules
    seats = [seat.pk for seat in space.seats.all() if seat.is_active] if space.has_seats else []
    return Terms(
        mode=rules.mode,
        minutes=rules.slot_minutes,
        padding_before=dt.timedelta(minutes=rules.padding_before),
        padding_after=dt.timedelta(minutes=rules.padding_after),
        seats=frozenset(seats),
    )


def busy_times(
    spaces: Iterable[Space], since: dt.datetime, until: dt.datetime
) -> dict[int, list[Busy]]:
    """What is taken in each room, by key; one query."""
    rows = (
        Booking.objects.holding()
        .overlapping(since, until)
        .filter(space__in=list(spaces))
        .order_by("blocked_from")
        .values_list("space_id", "seat_id", "blocked_from", "blocked_until")
    )
    busy = defaultdict(list)
    for row in rows:
        busy[row[0]].append(Busy(*row))
    return busy


def calendars(
    spaces: Sequence[Space], first: dt.date, days: int, *, without: Booking | None = None
) -> list[Calendar]:
    """The calendars of *spaces* for *days* from *first* on: seven queries for any number.

    *without* is a booking that is being moved: its own time does not stand in its way.
    """
    prefetch_related_objects(
        spaces,
        "rules",
        "seats",
        "hours",
        "library__opening_hours",
        Prefetch("library__exceptional_days"),
    )
    closures = list(ClosureDay.objects.filter(date__range=_around(first, days)))
    busy = busy_times(spaces, *map(local_midnight, _around(first, days)))
    if without:
        _leave_out(busy, without)
    return [
        Calendar(space, timetable_of(space, closures), terms_of(space), first, days, busy[space.pk])
        for space in spaces
    ]


def _around(first: dt.date, days: int) -> tuple[dt.date, dt.date]:
    """What is kept free around a booking reaches at most some hours into the days beside it."""
    return first - DAY, first + (days + 1) * DAY


def _leave_out(busy: dict[int, list[Busy]], booking: Booking) -> None:
    own = Busy(booking.space_id, booking.seat_id, booking.blocked_from, booking.blocked_until)
    busy[booking.space_id] = [row for row in busy[booking.space_id] if row != own]


def timetable_of(space: Space, closures: Iterable[ClosureDay]) -> Timetable:
    """The room's own weekly hours if it has any; days its library closes count for it as well."""
    plan = space.library.timetable(closures)
    if own := list(space.hours.all()):
        weekly = Timetable.of(own).weekly
        return Timetable(weekly, plan.exceptions, plan.closed)
    return plan


def nearest_free(space: Space, start: dt.datetime, *, count: int = 3, days: int = 4) -> list[Slot]:
    """The free slots nearest to *start*, on its day and some days around it, in their order."""
    first = max(timezone.localdate(start) - DAY, timezone.localdate())
    (calendar,) = calendars([space], first, days)
    free = [slot for slot in calendar.slots if slot.is_free]
    nearest = sorted(free, key=lambda slot: abs(slot.start - start))[:count]
    return sorted(nearest, key=lambda slot: slot.start)
