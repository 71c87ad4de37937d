"""What staff decide about bookings. Each decision keeps who took it and when."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.spaces.enums import HOLDING, Status
from events.spaces.errors import BookingError
from events.spaces.models import Booking, CopySet
from portal.accounts.models import User

from .letters import tell
from .taking import change, touch


def approve(booking: Booking, *, staff: User) -> Booking:
    return _decide(booking, staff, Status.APPROVED, allowed=[Status.REQUESTED], letter="approved")


def decline(booking: Booking, *, staff: User, reason: str, reason_en: str = "") -> Booking:
    """Say no to a request, and why; its time is free again."""
    if not reason.strip():
        raise BookingError({"reason": _("Say why; the reader is told.")})
    return _decide(
        booking,
        staff,
        Status.DECLINED,
        allowed=[Status.REQUESTED],
        letter="declined",
        reason=reason,
        reason_en=reason_en,
    )


def call_off(booking: Booking, *, staff: User, reason: str, reason_en: str = "") -> Booking:
    """Cancel what was given already, or open a closed room again."""
    if booking.reader_id and not reason.strip():
        raise BookingError({"reason": _("Say why; the reader is told.")})
    return _decide(
        booking,
        staff,
        Status.CANCELLED,
        allowed=HOLDING,
        letter="called_off",
        reason=reason,
        reason_en=reason_en,
    )


def note_no_show(booking: Booking, *, staff: User) -> Booking:
    if booking.start > timezone.now():
        raise BookingError(_("This booking has not begun yet."))
    return _decide(booking, staff, Status.NO_SHOW, allowed=[Status.APPROVED])


def set_copies_ready(booking: Booking, *, is_ready: bool = True) -> None:
    """Note that the copies of a book club lie in the room."""
    CopySet.objects.filter(booking=booking).update(is_ready=is_ready)


@transaction.atomic
def _decide(
    booking: Booking,
    staff: User,
    status: Status,
    *,
    allowed: list[Status] | tuple[Status, ...],
    letter: str = "",
    reason: str = "",
    reason_en: str = "",
) -> Booking:
    row = change(booking, allowed=allowed)
    row.status = status
    row.reason, row.reason_en = reason or row.reason, reason_en or row.reason_en
    row.decided_by, row.decided_at = staff, timezone.now()
    touch(row)
    row.save()
    if letter:
        tell(row, letter)
    return row
