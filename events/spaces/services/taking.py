"""Taking a time: one lock on the room, one look, one row; the database has the last word."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.spaces.errors import BookingError, TakenError
from events.spaces.models import Booking, Seat, Space
from events.spaces.selectors import Calendar, calendars, nearest_free
from events.spaces.selectors.availability import terms_of

OVERLAP = "space_no_overlap"


def lock(space: Space) -> None:
    """Take *space* for this transaction alone.

    Without the lock two bookings that meet would wait for each other in PostgreSQL's constraint.
    """
    Space.objects.select_for_update().order_by().values_list("pk").get(pk=space.pk)


def locked(space: Space) -> Space:
    """*space* for this transaction alone, as it is now."""
    lock(space)
    return Space.objects.select_related("library", "rules").get(pk=space.pk)


def calendar_around(
    space: Space, start: dt.datetime, end: dt.datetime, *, without: Booking | None = None
) -> Calendar:
    first = timezone.localdate(start)
    days = min((timezone.localdate(end) - first).days + 1, 62)
    return calendars([space], first, days, without=without)[0]


def locked_calendar(
    space: Space, start: dt.datetime, end: dt.datetime, seen: Calendar | None
) -> Calendar:
    """What is free in *space*, for this transaction alone.

    Of the calendar that the reader has *seen* a moment ago, hours and rules are believed; what is
    taken is read anew.
    """
    if seen is None or not seen.shows(start, end):
        return calendar_around(locked(space), start, end)
    lock(space)
    return seen.renewed()


def set_times(booking: Booking, start: dt.datetime, end: dt.datetime) -> None:
    """Let *booking* be from *start* to *end*, with what its room keeps free around it.

    A closed room is closed from when to when it says; nothing is to be prepared.
    """
    booking.start, booking.end = start, end
    booking.blocked_from, booking.blocked_until = start, end
    if booking.kind != "block":
        booking.blocked_from, booking.blocked_until = terms_of(booking.space).blocked(start, end)


def free_seat(calendar: Calendar, start: dt.datetime, end: dt.datetime, seat: Seat | None) -> Seat:
    """*seat* if it is free, or any seat where none was asked for."""
    free = calendar.free_seats(start, end)
    if not free:
        raise taken(calendar.space, start)
    if seat is None:
        return free[0]
    if seat not in free:
        message = _("Seat %(seat)s is taken at this time; choose another one.")
        raise TakenError({"seat": message % {"seat": seat.label}})
    return seat


def keep(booking: Booking) -> Booking:
    """Write *booking*; the database refuses it if somebody else has the time."""
    try:
        with transaction.atomic():
            booking.save()
    except IntegrityError as error:
        if OVERLAP not in str(error):
            raise
        raise taken(booking.space, booking.start) from error
    return booking


def taken(space: Space, start: dt.datetime) -> TakenError:
    return TakenError(
        {"start": _("This time is taken.")},
        free=nearest_free(space, start) if space.is_open_to_readers else (),
    )


def change(booking: Booking, *, allowed: Iterable[str]) -> Booking:
    """*booking* for this transaction alone, if its state is still one of *allowed*."""
    Booking.objects.select_for_update().order_by().values_list("pk").get(pk=booking.pk)
    row = Booking.objects.detailed().select_related("reader__user").get(pk=booking.pk)
    if row.status not in allowed:
        message = _("This booking is %(state)s; it may have been changed meanwhile.")
        raise BookingError(message % {"state": row.get_status_display()})
    return row


def touch(booking: Booking) -> None:
    """Calendars take over a change only when the sequence rises."""
    booking.sequence += 1
    booking.changed_at = timezone.now()
