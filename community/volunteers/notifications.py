"""What volunteers and staff are told: the moments and their keys; the words are in `letters`.

Each function queues letters in the caller's transaction. A letter is written when it is sent, from
the rows as they are then; one that is overtaken by events is not written at all.
Who has no address gets none.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from community.volunteers import letters  # noqa: F401 - makes the writers known
from community.volunteers.models import Shift, SignUp, Swap, Volunteer
from portal.notify import services as notify
from portal.notify.models import Message


def applied(volunteer: Volunteer) -> None:
    _to_volunteer(volunteer, "volunteers/applied")


def decided(volunteer: Volunteer) -> None:
    """Invited, approved, refused, paused, ended: one letter for each step."""
    _to_volunteer(volunteer, "volunteers/decided")


def _to_volunteer(volunteer: Volunteer, template: str) -> None:
    if not volunteer.reader.user.email:
        return
    step = volunteer.steps.first()
    about = {"volunteer": volunteer.pk, "step": step.pk if step else None}
    key = f"volunteer:{volunteer.uid}:{step.pk if step else 0}"
    notify.enqueue(volunteer.reader.user, template, about, key=key)


def received(signup: SignUp) -> None:
    _queue([signup], "volunteers/received", "received")


def moved_up(signups: Iterable[SignUp]) -> None:
    """A place has become free for them: theirs at once, or offered."""
    rows = list(signups)
    if rows:
        keys = [row.pk for row in rows]
        found = SignUp.objects.filter(pk__in=keys).select_related("volunteer__reader__user")
        _queue(found, "volunteers/moved_up", "moved-up")


def ended(signup: SignUp, *, note: str = "") -> None:
    _queue([signup], "volunteers/ended", "ended", {"note": note})


def moved(signup: SignUp, *, sequence: int, before: dt.datetime) -> None:
    _queue([signup], "volunteers/moved", f"moved:{sequence}", {"before": before.isoformat()})


def reminder(shift: Shift, signups: Iterable[SignUp]) -> None:
    _queue(signups, "volunteers/reminder", f"reminder:{shift.sequence}")


def thanks(signups: Iterable[SignUp]) -> None:
    _queue(signups, "volunteers/thanks", "thanks")


def swapped(swap: Swap) -> None:
    """Who gave, who took, and the staff."""
    about = {"swap": swap.pk}
    _queue([swap.signup], "volunteers/handed_over", f"swap:{swap.pk}", about)
    if swap.taken_by:
        _queue([swap.taken_by], "volunteers/received", "received")
    _to_staff(swap.signup.pool, "volunteers/staff_swap", f"swap:{swap.pk}", about)


def proposed(proposal: Swap) -> None:
    """Somebody would give another shift for the one on offer."""
    if proposal.answers:
        about = {"proposal": proposal.pk}
        _queue([proposal.answers.signup], "volunteers/proposed", f"proposal:{proposal.pk}", about)


def proposal_declined(proposal: Swap) -> None:
    key = f"proposal:{proposal.pk}:declined"
    _queue([proposal.signup], "volunteers/proposal_declined", key)


def swap_undone(swap: Swap, *, note: str = "") -> None:
    rows = [row for row in (swap.signup, swap.taken_by) if row]
    about = {"note": note}
    _queue(rows, "volunteers/swap_undone", f"swap:{swap.pk}:undone", about)


def tell_staff_of_release(signup: SignUp) -> None:
    shift = signup.pool
    _to_staff(shift, "volunteers/staff_release", f"release:{signup.uid}")


def tell_staff_of_risk(shift: Shift) -> None:
    _to_staff(shift, "volunteers/staff_risk", f"risk:{shift.sequence}")


def _to_staff(shift: Shift, template: str, key: str, about: dict[str, Any] | None = None) -> None:
    """To the address of the task, if it has one."""
    if address := shift.opportunity.email:
        context = {"shift": str(shift.uid), **(about or {})}
        notify.enqueue(address, template, context, key=f"shift:{shift.uid}:{key}")


def _queue(
    signups: Iterable[SignUp], template: str, key: str, about: dict[str, Any] | None = None
) -> None:
    notify.enqueue_many(
        Message(
            user_id=row.volunteer.reader.user_id,
            template=template,
            key=f"signup:{row.uid}:{key}",
            language=row.language,
            context={"signup": str(row.uid), **(about or {})},
        )
        for row in signups
        if row.volunteer and row.volunteer.reader.user.email
    )
