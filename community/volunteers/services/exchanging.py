"""Two volunteers exchange their places: one proposes, the other agrees, both change at once.

The answer to an offer is a swap of its own (`Swap.answers`), seen by nobody but the two. Each place
goes by the rules for taking one over; the place somebody gives up is no reason against the new one.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community.volunteers import notifications
from community.volunteers.enums import EndReason, SwapState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp, Swap
from events.places import services as places

from . import rules
from .places import changing, lock_person
from .signing import finish, new_signup
from .swaps import check_can_go, opened, seat, settle


def propose(swap: Swap, signup: SignUp, *, note: str = "") -> Swap:
    """Offer the own place *signup* for the one that *swap* offers."""
    with changing(signup.pool) as shift:
        signup.refresh_from_db(fields=["status"])
        check_can_go(shift, signup)
        wanted = opened(swap)
        if signup.volunteer is None or wanted.signup.volunteer_id == signup.volunteer_id:
            raise VolunteerError(_("This is your own place."))
        rules.check_person(wanted.signup.pool, signup.volunteer, with_parent=True)
        try:
            with transaction.atomic():
                proposal = Swap.objects.create(
                    signup=signup, answers=wanted, note=note.strip()[:120]
                )
        except IntegrityError as error:
            raise VolunteerError(_("This place is on offer already.")) from error
        notifications.proposed(proposal)
    return proposal


def exchange(proposal: Swap) -> tuple[SignUp, SignUp]:
    """Let both have the place of the other; answers the new sign-ups of who offered and who asked.

    People before shifts, each in the order of their keys: two exchanges never wait for each other.
    """
    offered = proposal.answers
    if offered is None:
        raise VolunteerError(_("This offer is no longer open."))
    rows = sorted((offered.signup, proposal.signup), key=lambda row: row.volunteer_id or 0)
    with places.waiting_briefly(), transaction.atomic():
        for row in rows:
            if row.volunteer is None:
                raise VolunteerError(_("This offer is no longer open."))
            lock_person(row.volunteer)
        first, second = sorted((offered.signup.pool, proposal.signup.pool), key=lambda s: s.pk)
        with changing(first) as one, changing(second) as other:
            shifts = {one.pk: one, other.pk: other}
            return _exchange(opened(offered), opened(proposal), shifts)


def _exchange(offered: Swap, proposal: Swap, shifts: dict[int, Shift]) -> tuple[SignUp, SignUp]:
    given, asked = offered.signup, proposal.signup
    there, here = shifts[asked.pool_id], shifts[given.pool_id]
    check_can_go(here, given)
    check_can_go(there, asked)
    # Decided first: ending a sign-up withdraws what is still open about it.
    settle(offered, SwapState.TAKEN)
    settle(proposal, SwapState.TAKEN)
    finish(here, given, EndReason.SWAPPED)
    finish(there, asked, EndReason.SWAPPED)
    for_offerer, for_asker = _take(there, given), _take(here, asked)
    settle(offered, SwapState.TAKEN, taken_by=for_asker)
    settle(proposal, SwapState.TAKEN, taken_by=for_offerer)
    notifications.swapped(offered)
    notifications.swapped(proposal)
    return for_offerer, for_asker


def _take(shift: Shift, before: SignUp) -> SignUp:
    """The person of *before* in *shift*, by the rules for anybody who takes a place over."""
    person = before.volunteer
    if person is None:
        raise VolunteerError(_("This offer is no longer open."))
    with_parent = person.needs_parent_on(shift.local_date)
    rules.check_takes_place(shift)
    rules.check_person(shift, person, with_parent=with_parent)
    rules.check_week(shift, person)
    rules.check_overlap(shift, person)
    return seat(shift, new_signup(shift, person, with_parent=with_parent))


def refuse_exchange(proposal: Swap) -> None:
    """Keep to the offer as it was; who proposed is told."""
    with transaction.atomic():
        row = opened(proposal)
        settle(row, SwapState.DECLINED)
        notifications.proposal_declined(row)
