"""Handing a place over: one offers, another takes it, the library may undo it.

Nobody is overtaken: where people wait for a shift, its places are given back, not handed over.
"""

from contextlib import ExitStack
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers import notifications
from community.volunteers.enums import EndReason, SwapState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp, Swap, Volunteer
from events.places import services as places
from events.places.enums import Status

from . import rules
from .places import changing, lock_person
from .signing import finish, insert, new_signup


def offer(signup: SignUp, *, note: str = "") -> Swap:
    """Let the others know that somebody would hand over their place."""
    with changing(signup.pool) as shift:
        signup.refresh_from_db(fields=["status"])
        check_can_go(shift, signup)
        try:
            with transaction.atomic():
                return Swap.objects.create(signup=signup, note=note.strip()[:120])
        except IntegrityError as error:
            raise VolunteerError(_("This place is on offer already.")) from error


def withdraw(swap: Swap) -> None:
    """Keep the place after all."""
    gone = {"state": SwapState.WITHDRAWN, "decided_at": timezone.now()}
    if Swap.objects.filter(pk=swap.pk, state=SwapState.OPEN).update(**gone):
        Swap.objects.filter(answers=swap, state=SwapState.OPEN).update(**gone)
    else:
        raise VolunteerError(_("This offer is no longer open."))


def take_over(swap: Swap, volunteer: Volunteer, *, with_parent: bool = False) -> SignUp:
    """Give the place on offer to *volunteer*, for whom the same rules hold as for anybody."""
    with places.waiting_briefly(), transaction.atomic():
        lock_person(volunteer)
        with changing(swap.signup.pool) as shift:
            row = opened(swap)
            check_can_go(shift, row.signup)
            if row.signup.volunteer_id == volunteer.pk:
                raise VolunteerError(_("This is your own place."))
            rules.check_takes_place(shift)
            rules.check_person(shift, volunteer, with_parent=with_parent)
            rules.check_week(shift, volunteer)
            rules.check_overlap(shift, volunteer)
            finish(shift, row.signup, EndReason.SWAPPED)
            taken = seat(shift, new_signup(shift, volunteer, with_parent=with_parent))
            settle(row, SwapState.TAKEN, taken_by=taken)
            notifications.swapped(row)
    return taken


def veto(swap: Swap, *, note: str = "") -> None:
    """The library undoes a swap: the place goes back to who had it. An exchange is undone whole."""
    together = swap.answers or swap
    partner = Swap.objects.filter(answers=together, state=SwapState.TAKEN).first()
    pair = [together] if partner is None else [together, partner]
    with places.waiting_briefly(), transaction.atomic(), ExitStack() as locks:
        shifts = {
            pool.pk: locks.enter_context(changing(pool))
            for pool in sorted((row.signup.pool for row in pair), key=lambda pool: pool.pk)
        }
        rows = [_undoable(row, shifts[row.signup.pool_id]) for row in pair]
        for row in rows:  # all places are free before anybody is put back
            finish(shifts[row.taken.pool_id], row.taken, EndReason.STAFF)
        for row in rows:
            _put_back(row, shifts[row.taken.pool_id], note=note)


class Undone(NamedTuple):
    """A swap with who has the place now, and who gets it back."""

    swap: Swap
    taken: SignUp
    person: Volunteer


def _undoable(swap: Swap, shift: Shift) -> Undone:
    row = Swap.objects.select_for_update(of=["self"]).get(pk=swap.pk)
    if row.state != SwapState.TAKEN or row.taken_by is None:
        raise VolunteerError(_("There is nothing to undo."))
    if shift.has_begun:
        raise VolunteerError(_("This shift has begun."))
    if row.signup.volunteer is None:
        raise VolunteerError(_("Who had the place before is no longer a volunteer."))
    return Undone(row, row.taken_by, row.signup.volunteer)


def _put_back(row: Undone, shift: Shift, *, note: str) -> None:
    again = new_signup(shift, row.person, with_parent=True)
    again.with_parent = row.swap.signup.with_parent
    seat(shift, again)
    settle(row.swap, SwapState.VETOED)
    notifications.swap_undone(row.swap, note=note)


def seat(shift: Shift, signup: SignUp) -> SignUp:
    signup.status = Status.CONFIRMED
    insert(signup)
    places.seat_at_once(shift, signup)
    return signup


def opened(swap: Swap) -> Swap:
    row = Swap.objects.select_for_update(of=["self"]).select_related("signup").get(pk=swap.pk)
    if row.state != SwapState.OPEN:
        raise VolunteerError(_("Somebody else was quicker, or the offer was withdrawn."))
    return row


def check_can_go(shift: Shift, signup: SignUp) -> None:
    if signup.status != Status.CONFIRMED:
        raise VolunteerError(_("Only a place that is yours can be handed over."))
    if shift.has_begun:
        raise VolunteerError(_("This shift has begun."))
    if shift.waiting:
        raise VolunteerError(
            _("Others wait for this shift. Give your place back: the first of them gets it.")
        )


def settle(swap: Swap, state: SwapState, **values: Any) -> None:
    swap.state, swap.decided_at = state, timezone.now()
    for name, value in values.items():
        setattr(swap, name, value)
    swap.save(update_fields=["state", "decided_at", *values])
