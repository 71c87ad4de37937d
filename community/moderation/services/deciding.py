"""What moderators decide, once for each thing, and how they take it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.moderation import notifications
from community.moderation.enums import Act, Lane, State
from community.moderation.errors import ModerationError, StaleError
from community.moderation.models import UNDO_WITHIN, Contribution, Decision, Reason
from portal.accounts.models import User
from portal.core.sanitize import clean_lines

from . import publishing, rules
from .recording import note as write_note
from .recording import restore, snapshot
from .reporting import settle

NOTE_LENGTH = 600


@transaction.atomic
def decide(
    contribution: Contribution,
    moderator: User,
    act: Act,
    *,
    reason: Reason | None = None,
    note: str = "",
    internal_note: str = "",
    seen_version: int | None = None,
) -> Decision:
    """Carry out what *moderator* decided about the version numbered *seen_version*.

    `StaleError` where a colleague was quicker or the author has changed the text meanwhile.
    """
    row = rules.lock(contribution)
    if same := _said_already(row, moderator, act):
        return same
    _check_fresh(row, act, seen_version)
    _check_allowed(row, moderator, act)
    if act in (Act.REFUSED, Act.HIDDEN) and reason is None and not note.strip():
        raise ModerationError(_("Say why; the author is told."))
    before = snapshot(row)
    had_appeal = row.has_open_appeal
    about, now = row.to_decide, timezone.now()
    _ACTS[act](row)
    if act in (Act.ACCEPTED, Act.REFUSED, Act.HIDDEN):
        settle(row, now)
        publishing.dequeue(row)
        if had_appeal:
            row.appeal_answered_at = now
    row.save()
    line = write_note(
        row,
        act,
        by=moderator,
        before=before,
        reason=reason,
        note=clean_lines(note, max_length=NOTE_LENGTH),
        internal_note=clean_lines(internal_note, max_length=NOTE_LENGTH),
        version=about,
        at=now,
    )
    notifications.decided(line, had_appeal=had_appeal, after=UNDO_WITHIN)
    return line


def _accept(row: Contribution) -> None:
    publishing.publish(row, row.to_decide)


def _refuse(row: Contribution) -> None:
    """An edit is dropped and what it would have replaced stays; what was published is hidden."""
    drops_edit = row.is_edit and not row.needs_guardian
    if row.state == State.PUBLISHED and drops_edit and not row.reports_count:
        row.waiting_version = None
        return
    if not row.needs_guardian:
        row.waiting_version = None
    if row.published_version_id:
        _hide(row)
    else:
        row.state = State.REFUSED


def _hide(row: Contribution) -> None:
    publishing.retract(row, State.HIDDEN)


def _put_aside(row: Contribution) -> None:
    publishing.queue(row, Lane.ASIDE)


def _hand_on(row: Contribution) -> None:
    publishing.queue(row, Lane.ESCALATED)


_ACTS = {
    Act.ACCEPTED: _accept,
    Act.REFUSED: _refuse,
    Act.HIDDEN: _hide,
    Act.ASIDE: _put_aside,
    Act.ESCALATED: _hand_on,
}


def _last(row: Contribution) -> Decision | None:
    return row.decisions.select_related("by").order_by("-pk").first()


def _said_already(row: Contribution, moderator: User, act: Act) -> Decision | None:
    """The same decision by the same person twice: a double click, not two decisions."""
    last = _last(row)
    is_same = last is not None and last.by_id == moderator.pk and last.act == act
    return last if is_same and not row.lane else None


def _check_fresh(row: Contribution, act: Act, seen_version: int | None) -> None:
    stands = row.state == State.PUBLISHED if act == Act.HIDDEN else bool(row.lane)
    if act == Act.ACCEPTED and row.state == State.HIDDEN and not row.needs_guardian:
        stands = True  # shown again, from the list of all
    if not stands:
        last = _last(row)
        by = last.by if last and last.is_by_staff else None
        who = (by.get_full_name() or str(by)) if by else _("the author")
        raise StaleError(
            _("%(who)s was quicker: %(what)s.")
            % {"who": who, "what": last.get_act_display() if last else ""}
        )
    if seen_version is not None and seen_version != row.to_decide.number:
        raise StaleError(_("The author has changed the text meanwhile. Please look again."))


def _check_allowed(row: Contribution, moderator: User, act: Act) -> None:
    """Nobody decides on their own text, on an appeal against themselves, or what they handed on."""
    if row.author.user_id == moderator.pk:
        raise ModerationError(_("This is your own text; a colleague decides about it."))
    if act in (Act.ASIDE, Act.ESCALATED):
        return
    if row.has_open_appeal and _decided_before(row, moderator):
        raise ModerationError(_("An appeal is decided by another moderator than the one before."))
    if row.lane == Lane.ESCALATED:
        handed_on = row.decisions.filter(act=Act.ESCALATED).order_by("-pk").first()
        if handed_on and handed_on.by_id == moderator.pk:
            raise ModerationError(_("You handed this on; a colleague decides about it."))


def _decided_before(row: Contribution, moderator: User) -> bool:
    """Whether the appeal is against a decision of *moderator*."""
    earlier = row.decisions.filter(act__in=(Act.REFUSED, Act.HIDDEN)).order_by("-pk").first()
    return earlier is not None and earlier.by_id == moderator.pk


@transaction.atomic
def undo(decision: Decision, moderator: User) -> Contribution:
    """Take back one's own decision while nobody has been told of it and nothing came after it."""
    row = rules.lock(decision.contribution)
    last = _last(row)
    if last is None or last.pk != decision.pk or decision.by_id != moderator.pk:
        raise StaleError(_("This can no longer be taken back: something has come after it."))
    if decision.at < timezone.now() - UNDO_WITHIN:
        raise StaleError(_("This can no longer be taken back: the author has been told."))
    before = snapshot(row)
    restore(row, decision.before)
    row.reports.filter(settled_at=decision.at).update(settled_at=None)
    _restore_public_side(row, before)
    row.save()
    write_note(row, Act.UNDONE, by=moderator, before=before)
    return row


def _restore_public_side(row: Contribution, was: dict[str, Any]) -> None:
    """What everybody sees follows the state and the version that were put back."""
    if row.state == State.PUBLISHED and row.published_version:
        publishing.publish(row, row.published_version)
    elif was["state"] == State.PUBLISHED:
        publishing.retract(row, State(row.state))
