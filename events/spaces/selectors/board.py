"""All rooms of a library on one day, for the people at the desk."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from events.spaces.models import Booking, Space
from portal.core.hours import DayPlan
from portal.core.models import ClosureDay, Library

from .availability import DAY, local_midnight, timetable_of


@dataclass(frozen=True)
class Row:
    """One room, its hours and its bookings of the day."""

    space: Space
    plan: DayPlan
    bookings: list[Booking]


@dataclass(frozen=True)
class Board:
    date: dt.date
    rows: list[Row]

    @property
    def hours(self) -> range:
        """The hours of the day in which anything is open or booked; a day at work if nothing is."""
        first, last = 9, 18
        for row in self.rows:
            for span in row.plan.spans:
                first = min(first, span.opens.hour)
                last = max(last, span.closes.hour + bool(span.closes.minute) or 24)
            for booking in row.bookings:
                first = min(first, hour_of(booking.local_start, self.date))
                last = max(last, -(-minutes_into(booking.local_end, self.date) // 60))
        return range(first, last)


def hour_of(moment: dt.datetime, date: dt.date) -> int:
    return minutes_into(moment, date) // 60


def minutes_into(moment: dt.datetime, date: dt.date) -> int:
    """How far into *date* the clock on the wall is, kept within the day."""
    if moment.date() < date:
        return 0
    return 24 * 60 if moment.date() > date else moment.hour * 60 + moment.minute


def board(library: Library, date: dt.date) -> Board:
    """The rooms of *library* with their bookings on *date*: nine queries for any number."""
    spaces = list(
        Space.objects.filter(library=library)
        .select_related("rules", "library")
        .prefetch_related("hours", "library__opening_hours", "library__exceptional_days")
    )
    closures = list(ClosureDay.objects.filter(date=date))
    bookings = defaultdict(list)
    rows = Booking.objects.holding().filter(
        space__in=spaces, start__lt=local_midnight(date + DAY), end__gt=local_midnight(date)
    )
    for booking in rows.detailed().select_related("reader").order_by("start", "seat"):
        bookings[booking.space_id].append(booking)
    return Board(
        date,
        [
            Row(space, timetable_of(space, closures).on(date), bookings[space.pk])
            for space in spaces
        ],
    )


def door_times(space: Space, date: dt.date) -> list[Booking]:
    """When a room is taken on *date*, for the sign at its door."""
    rows = space.bookings.holding().filter(
        start__lt=local_midnight(date + DAY), end__gt=local_midnight(date)
    )
    return list(rows.filter(seat=None).order_by("start"))
