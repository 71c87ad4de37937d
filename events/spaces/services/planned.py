"""Rooms of events: planned, moved and given back with their dates, in the same act.

An event whose room is called as a room of its library is booked in it. A clash stops nobody: the
event stays planned, and staff see it in the list of events without their room.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from events.enums import State
from events.models import Occurrence
from events.spaces.enums import BookingKind, Status
from events.spaces.errors import TakenError
from events.spaces.models import Booking, Space
from portal.accounts.models import User

from .taking import keep, locked, set_times, touch

KEEPS_ROOM = (State.SCHEDULED, State.UNDECIDED)


@dataclass
class Report:
    """How many bookings were made, moved and given back; *clashes* have no room."""

    made: int = 0
    moved: int = 0
    cancelled: int = 0
    clashes: list[Occurrence] = field(default_factory=list)


@transaction.atomic
def book_for_occurrence(
    occurrence: Occurrence, space: Space, *, staff: User | None = None
) -> Booking:
    """Book *space* for one date of an event, or move the booking it has."""
    space = locked(space)
    booking = Booking.objects.holding().filter(occurrence=occurrence).first() or Booking(
        occurrence=occurrence, kind=BookingKind.EVENT, status=Status.APPROVED, made_by=staff
    )
    booking.space, booking.people = space, max(occurrence.people, 1)
    set_times(booking, occurrence.start, occurrence.end)
    if booking.pk:
        touch(booking)
    return keep(booking)


def book_series(key: uuid.UUID) -> Report:
    """Bring the rooms of a series, all its parts, in line with its dates to come."""
    rows = Occurrence.objects.filter(series__translation_key=key, end__gt=timezone.now())
    return sync(rows.select_related("series"))


@transaction.atomic
def sync(occurrences: Iterable[Occurrence]) -> Report:
    """Bring the bookings of *occurrences* in line with their dates, places and states."""
    rows = list(occurrences)
    report = Report()
    rooms = _rooms(rows)
    booked = {b.occurrence_id: b for b in Booking.objects.holding().filter(occurrence__in=rows)}
    if not rooms and not booked:
        return report
    given_up = _given_up(rows)
    for row in rows:
        room, booking = _room_of(row, rooms), booked.get(row.pk)
        if room is None:
            report.cancelled += _give_back(booking)
        elif (row.pk, room.pk, row.start) not in given_up and not _fits(booking, room, row):
            _take(row, room, booking, report)
    return report


def _rooms(rows: Iterable[Occurrence]) -> dict[tuple[int | None, str], Space]:
    names = {row.space for row in rows if row.space and row.library_id}
    if not names:
        return {}
    spaces = Space.objects.active().filter(
        name__in=names, library__in={row.library_id for row in rows}
    )
    return {(space.library_id, space.name): space for space in spaces}


def _room_of(row: Occurrence, rooms: dict[tuple[int | None, str], Space]) -> Space | None:
    return rooms.get((row.library_id, row.space)) if row.state in KEEPS_ROOM else None


def _given_up(rows: Iterable[Occurrence]) -> set[tuple[int | None, int, dt.datetime]]:
    """Rooms that a colleague has taken from an event: they are not taken back unasked."""
    called_off = Booking.objects.filter(
        occurrence__in=list(rows), status=Status.CANCELLED, decided_by__isnull=False
    )
    return set(called_off.values_list("occurrence_id", "space_id", "start"))


def _fits(booking: Booking | None, room: Space, row: Occurrence) -> bool:
    if booking is None:
        return False
    return (booking.space_id, booking.start, booking.end) == (room.pk, row.start, row.end)


def _give_back(booking: Booking | None) -> int:
    if booking is None:
        return 0
    booking.status = Status.CANCELLED
    touch(booking)
    booking.save()
    return 1


def _take(row: Occurrence, room: Space, booking: Booking | None, report: Report) -> None:
    """A clash gives the old room back as well: the event is not there any more."""
    try:
        book_for_occurrence(row, room)
    except TakenError:
        report.clashes.append(row)
        report.cancelled += _give_back(booking)
    else:
        report.moved += booking is not None
        report.made += booking is None
