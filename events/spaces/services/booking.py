"""Asking for a room, giving it back, moving a booking; and what staff book and close."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Record
from events.spaces.enums import HOLDING, BookingKind, Status
from events.spaces.errors import BookingError
from events.spaces.models import Booking, CopySet, Seat, Space
from events.spaces.selectors import Calendar
from portal.accounts.models import Reader, User

from . import rules
from .letters import tell
from .taking import (
    calendar_around,
    change,
    free_seat,
    keep,
    locked,
    locked_calendar,
    set_times,
    taken,
    touch,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for. Without a *seat* any will do, where there are seats."""

    start: dt.datetime
    end: dt.datetime
    people: int = 1
    seat: Seat | None = None
    group: str = ""
    purpose: str = ""
    is_book_club: bool = False
    book: str = ""
    record: Record | None = None
    copies: int = 0

    def kind_in(self, space: Space) -> str:
        if self.is_book_club:
            return BookingKind.BOOK_CLUB
        return BookingKind.SEAT if space.has_seats else BookingKind.ROOM


@transaction.atomic
def request(space: Space, *, reader: Reader, wish: Wish, seen: Calendar | None = None) -> Booking:
    """Ask for a time in *space*; it is given at once unless the rules want a decision.

    *seen* is the calendar from which the reader chose, if it was just read.
    """
    _lock_reader(reader)
    calendar = locked_calendar(space, wish.start, wish.end, seen)
    space = calendar.space
    kind = wish.kind_in(space)
    rules.check(
        calendar,
        reader=reader,
        span=(wish.start, wish.end),
        people=wish.people,
        group=wish.group,
        kind=kind,
    )
    status = Status.REQUESTED if space.rules.needs_approval else Status.APPROVED
    booking = Booking(space=space, reader=reader, kind=kind, status=status)
    _fill(booking, wish)
    if space.has_seats:
        booking.seat = free_seat(calendar, wish.start, wish.end, wish.seat)
    elif not calendar.is_free(wish.start, wish.end):
        raise taken(space, wish.start)
    keep(booking)
    _add_copies(booking, wish)
    tell(booking, "requested" if status == Status.REQUESTED else "approved")
    return booking


@transaction.atomic
def book_for(
    space: Space,
    *,
    staff: User | None,
    wish: Wish,
    holder: str = "",
    phone: str = "",
    reader: Reader | None = None,
) -> Booking:
    """Book on somebody's behalf. The rules are for readers: here only the time must be free."""
    space = locked(space)
    booking = Booking(
        space=space,
        reader=reader,
        holder=holder,
        phone=phone,
        kind=wish.kind_in(space),
        status=Status.APPROVED,
        made_by=staff,
    )
    _fill(booking, wish)
    if space.has_seats:
        calendar = calendar_around(space, wish.start, wish.end)
        booking.seat = free_seat(calendar, wish.start, wish.end, wish.seat)
    keep(booking)
    _add_copies(booking, wish)
    tell(booking, "approved")
    return booking


@transaction.atomic
def block(
    space: Space,
    *,
    staff: User | None,
    start: dt.datetime,
    end: dt.datetime,
    seat: Seat | None = None,
    reason: str = "",
    reason_en: str = "",
) -> Booking:
    """Close a room or one of its seats for a time, for repairs for instance."""
    booking = Booking(
        space=locked(space),
        seat=seat,
        kind=BookingKind.BLOCK,
        status=Status.APPROVED,
        reason=reason,
        reason_en=reason_en,
        made_by=staff,
    )
    set_times(booking, start, end)
    return keep(booking)


@transaction.atomic
def cancel(booking: Booking) -> Booking:
    """Give a booking back, as its reader."""
    row = change(booking, allowed=HOLDING)
    if timezone.now() >= row.cancel_until:
        raise BookingError(_("It is too late to cancel here. Please call the library."))
    row.status = Status.CANCELLED
    touch(row)
    row.save()
    tell(row, "given_back")
    return row


@transaction.atomic
def move(
    booking: Booking,
    *,
    start: dt.datetime,
    end: dt.datetime,
    seat: Seat | None = None,
    staff: User | None = None,
) -> Booking:
    """Give *booking* another time in the same room; without *staff* the rules hold."""
    if booking.reader:
        _lock_reader(booking.reader)
    space = locked(booking.space)
    row = change(booking, allowed=HOLDING)
    row.space = space
    calendar = calendar_around(space, start, end, without=row)
    if staff is None:
        _check_move(row, calendar, (start, end))
    if space.has_seats and row.seat:
        row.seat = free_seat(calendar, start, end, seat or row.seat)
    elif not calendar.is_free(start, end):
        raise taken(space, start)
    set_times(row, start, end)
    if staff is None and space.rules.needs_approval:
        row.status = Status.REQUESTED
    touch(row)
    keep(row)
    tell(row, "moved")
    return row


def _lock_reader(reader: Reader) -> None:
    """Before the room, always: two requests at once must not slip under one limit."""
    Reader.objects.select_for_update().order_by().values_list("pk").get(pk=reader.pk)


def _check_move(row: Booking, calendar: Calendar, span: rules.Span) -> None:
    if row.reader is None or timezone.now() >= row.cancel_until:
        raise BookingError(_("It is too late to change this here. Please call the library."))
    rules.check(
        calendar,
        reader=row.reader,
        span=span,
        people=row.people,
        group=row.group,
        kind=row.kind,
        without=row,
    )


def _fill(booking: Booking, wish: Wish) -> None:
    booking.people = wish.people
    booking.group, booking.purpose = wish.group, wish.purpose
    set_times(booking, wish.start, wish.end)


def _add_copies(booking: Booking, wish: Wish) -> None:
    title = wish.record.title if wish.record else wish.book
    if booking.kind == BookingKind.BOOK_CLUB and title:
        CopySet.objects.create(
            booking=booking, record=wish.record, title=title[:160], copies=max(wish.copies, 1)
        )
