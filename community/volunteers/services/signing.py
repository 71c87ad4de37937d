"""Taking a shift, waiting for one, giving it back."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.volunteers import notifications
from community.volunteers.enums import EndReason, ShiftState, SwapState
from community.volunteers.errors import FullError, VolunteerError
from community.volunteers.models import Shift, SignUp, Swap, Volunteer
from events.places import services as places
from events.places.enums import Status
from events.places.errors import ListFullError

from . import rules
from .places import changing, lock_person

OVERLAP, TWICE = "signup_not_in_two_places", "signup_once"


def sign_up(shift: Shift, volunteer: Volunteer, *, with_parent: bool = False) -> SignUp:
    """Give *volunteer* a place of *shift*, or the next number in the queue."""
    with places.waiting_briefly(), transaction.atomic():
        lock_person(volunteer)
        rules.check_may_sign_up(shift, volunteer, with_parent=with_parent)
        return _place(new_signup(shift, volunteer, with_parent=with_parent))


def assign(shift: Shift, volunteer: Volunteer, *, with_parent: bool = False) -> SignUp:
    """Staff enter somebody: times and limits do not hold; age, consent, places and order do."""
    with places.waiting_briefly(), transaction.atomic():
        lock_person(volunteer)
        rules.check_takes_place(shift)
        rules.check_person(shift, volunteer, with_parent=with_parent)
        rules.check_overlap(shift, volunteer)
        signup = new_signup(shift, volunteer, with_parent=with_parent)
        signup.by_staff = True
        return _place(signup)


def add_helper(shift: Shift, volunteer: Volunteer) -> SignUp:
    """Staff add somebody who helped without having signed up, if a place is left."""
    if not shift.has_begun or shift.is_cancelled:
        raise VolunteerError(_("This shift has not begun yet."))
    with changing(shift) as locked:
        signup = new_signup(locked, volunteer, with_parent=True)
        signup.by_staff, signup.status = True, Status.CONFIRMED
        if not locked.missing:
            raise FullError(_("All places are taken."))
        insert(signup)
        places.seat_at_once(locked, signup)
    return signup


def new_signup(shift: Shift, volunteer: Volunteer, *, with_parent: bool) -> SignUp:
    return SignUp(
        pool=shift,
        volunteer=volunteer,
        people=1,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        with_parent=with_parent and volunteer.needs_parent_on(shift.local_date),
        language=volunteer.reader.language or get_language(),
    )


def _place(signup: SignUp) -> SignUp:
    """Let the pool decide, and write the person down with what it decided."""
    try:
        with transaction.atomic():
            places.take(signup)
    except ListFullError as error:
        raise FullError(str(error)) from error
    except IntegrityError as error:
        raise _refused(error) from error
    _check_unchanged(signup)
    notifications.received(signup)
    return signup


def _check_unchanged(signup: SignUp) -> None:
    """The row is held now: what the person saw of the shift must still be so."""
    shift = Shift.objects.only("state", "starts_at", "ends_at").get(pk=signup.pool_id)
    if shift.state != ShiftState.PLANNED:
        raise VolunteerError(_("This shift is cancelled."))
    if (shift.starts_at, shift.ends_at) != (signup.starts_at, signup.ends_at):
        raise VolunteerError(_("This shift has just been moved. Look at its new time first."))


def insert(signup: SignUp) -> None:
    """Write a new row as it is."""
    try:
        with transaction.atomic():
            signup.save(force_insert=True)
    except IntegrityError as error:
        raise _refused(error) from error


def _refused(error: IntegrityError) -> Exception:
    """What the database refused, in words."""
    if OVERLAP in str(error):
        return rules.overlap()
    if TWICE in str(error) or "pool_id" in str(error):
        return VolunteerError(_("Already signed up for this shift."))
    return error


def release(signup: SignUp) -> None:
    """Give the shift back; who waits moves up. Late, the staff are told at once."""
    with changing(signup.pool) as shift:
        signup.refresh_from_db(fields=["status"])
        had_place = signup.has_place
        signup.was_late = had_place and signup.is_late_to_leave
        finish(shift, signup, EndReason.RELEASED)
        if signup.was_late:
            notifications.tell_staff_of_release(signup)


def take_off(signup: SignUp, *, note: str = "") -> None:
    """Staff take somebody off a shift, who is told."""
    with changing(signup.pool) as shift:
        finish(shift, signup, EndReason.STAFF)
        notifications.ended(signup, note=note)


def finish(shift: Shift, signup: SignUp, reason: EndReason) -> None:
    """End *signup* of the locked *shift*; its place is free."""
    places.reread(signup)
    if not signup.is_active:
        raise VolunteerError(_("This sign-up has ended already."))
    if signup.mark:
        raise VolunteerError(_("The attendance is noted already; correct it instead."))
    places.release(shift, signup, Status.CANCELLED)
    _note_end(signup, reason)


def accept(signup: SignUp) -> None:
    """Take an offered place."""
    with changing(signup.pool) as shift:
        places.accept(shift, signup, now=timezone.now())


def decline(signup: SignUp) -> None:
    """Leave an offered place to the next."""
    with changing(signup.pool) as shift:
        places.decline(shift, signup, now=timezone.now())
        _note_end(signup, EndReason.RELEASED)


def expire_offers(shift: Shift) -> int:
    """End the offers of *shift* that nobody answered in time; the next in the queue get theirs."""
    with changing(shift) as locked:
        expired = places.expire_offers(locked, now=timezone.now())
        for signup in expired:
            _note_end(signup, EndReason.RELEASED)
            notifications.ended(signup)
    return len(expired)


def _note_end(signup: SignUp, reason: EndReason) -> None:
    signup.end_reason, signup.ended_at = reason, timezone.now()
    signup.save(update_fields=["end_reason", "ended_at", "was_late"])
    about = Q(signup=signup) | Q(answers__signup=signup)
    Swap.objects.filter(about, state=SwapState.OPEN).update(
        state=SwapState.WITHDRAWN, decided_at=timezone.now()
    )
