"""All rooms of a library on one day, for the people at the desk."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from events.enums import State
from events.models import Occurrence
from events.spaces.models import Booking, Space
from portal.core.hours import DayPlan
from portal.core.models import ClosureDay, Library

from .availability import DAY, local_midnight, timetable_of

MOST_HOMELESS = 50


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
    def lines(self) -> list[tuple[Row, list["Cell"]]]:
        return [(row, cells(row, self)) for row in self.rows]

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


@dataclass(frozen=True)
class Cell:
    """Some hours of a row: free (no booking) or one booking."""

    hour: int
    span: int
    bookings: list[Booking]


def cells(row: Row, board: Board) -> list[Cell]:
    """The hours of *row* from left to right; bookings that share an hour share a cell."""
    found: list[Cell] = []
    for hour in board.hours:
        here = [booking for booking in row.bookings if _touches(booking, hour, board.date)]
        if found and here and set(map(_pk, here)) & set(map(_pk, found[-1].bookings)):
            last = found.pop()
            rows = [*last.bookings, *(b for b in here if b not in last.bookings)]
            found.append(Cell(last.hour, last.span + 1, rows))
        else:
            found.append(Cell(hour, 1, here))
    return found


def _pk(booking: Booking) -> int:
    return booking.pk


def _touches(booking: Booking, hour: int, date: dt.date) -> bool:
    first = minutes_into(booking.local_start, date)
    last = minutes_into(booking.local_end, date)
    return first < (hour + 1) * 60 and last > hour * 60


def events_without_room(libraries: Collection[int] | None) -> list[Occurrence]:
    """Dates to come in a place called as a room of their library that the room is not booked for.

    *libraries* narrows them down; None is the whole network. A day that somebody else has, mostly.
    """
    booked = Booking.objects.holding().filter(occurrence=OuterRef("pk"))
    room = Space.objects.active().filter(library=OuterRef("library"), name=OuterRef("space"))
    rows = Occurrence.objects.filter(
        Exists(room), ~Exists(booked), state=State.SCHEDULED, end__gt=timezone.now()
    )
    if libraries is not None:
        rows = rows.filter(library__in=libraries)
    return list(rows.select_related("series", "library").order_by("start")[:MOST_HOMELESS])
