"""Something new comes in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from community.moderation import kinds, notifications
from community.moderation.enums import Act, Lane, State
from community.moderation.errors import AlreadyThereError, DeniedError, ModerationError
from community.moderation.models import Contribution, Version, Voice
from portal.accounts.models import ConsentKind, FamilyMember, Reader
from portal.accounts.names import tidy_nickname, validate_nickname
from portal.core.models import Library

from . import publishing, rules
from .recording import note


@transaction.atomic
def submit(
    kind: str,
    author: Reader,
    *,
    member: FamilyMember | None = None,
    content: Mapping[str, Any],
    target: int | None = None,
    pen_name: str = "",
    library: Library | None = None,
    is_read_by_guardian: bool = False,
) -> Contribution:
    """Take in what *author* or their child *member* offers, and send it the way it has to go.

    *target* is the key of what it is about. Sending the same words again changes nothing; other
    words about the same target are refused with the way to the first (`AlreadyThereError`), unless
    that was withdrawn. The guardian's having read a child's text counts as their approval.
    """
    spec, content = kinds.get(kind), rules.tidied(content)
    reader = rules.lock_reader(author)
    rules.check_may_write(reader)
    voice = voice_of(reader, member)
    existing = _existing(spec, voice, target)
    if existing and existing.state != State.WITHDRAWN:
        if existing.latest_version and existing.latest_version.content == content:
            return existing
        raise AlreadyThereError(_("You have already written about this."), existing.uid)
    rules.check_limit(reader)
    contribution = existing or Contribution(
        kind=kind, voice=voice, target=target, is_once=spec.is_once, library=library
    )
    receive(contribution, content, pen_name=pen_name, is_read_by_guardian=is_read_by_guardian)
    return contribution


def voice_of(reader: Reader, member: FamilyMember | None) -> Voice:
    """Under which name *reader*, or the child *member* of theirs, is heard."""
    if member is not None:
        if member.guardian_id != reader.pk:
            raise ModerationError(_("You can only write for your own family."))
        if not reader.consents.covers(ConsentKind.CHILDREN):
            raise ModerationError(_("Please agree to the text on children’s data first."))
    voice, _is_new = Voice.objects.get_or_create(
        reader=reader, member=member, defaults={"pen_name": str(member or reader)}
    )
    return voice


def _existing(spec: kinds.Kind, voice: Voice, target: int | None) -> Contribution | None:
    if not spec.is_once:
        return None
    rows = Contribution.objects.filter(kind=spec.name, voice=voice, target=target)
    return rows.select_related("latest_version").first()


def receive(
    contribution: Contribution,
    content: Mapping[str, Any],
    *,
    pen_name: str,
    is_read_by_guardian: bool,
    act: Act = Act.SUBMITTED,
    before: dict[str, Any] | None = None,
) -> None:
    """Add a version and send it to the guardian, to staff or, of a trusted author, to everybody."""
    voice = contribution.voice
    name = _checked_name(pen_name or voice.pen_name)
    findings = rules.findings_in(contribution.spec, content, name)
    if contribution.pk is None:
        contribution.state = State.WAITING
        contribution.save()
    last = contribution.versions.order_by("-number").values_list("number", flat=True).first()
    version = Version.objects.create(
        contribution=contribution,
        number=(last or 0) + 1,
        pen_name=name,
        content=dict(content),
        findings=[finding.as_json() for finding in findings],
    )
    contribution.latest_version = contribution.waiting_version = version
    contribution.needs_guardian = voice.is_child and not is_read_by_guardian
    by = voice.reader.user
    if contribution.needs_guardian:
        _wait_for_guardian(contribution)
        note(contribution, act, by=by, before=before)
        notifications.look_at_your_child(contribution)
    else:
        send_on(contribution, version)
        note(contribution, act, by=by, before=before)
        if voice.is_child:
            note(contribution, Act.APPROVED, by=by)
        if contribution.lane == Lane.AFTER:
            note(contribution, Act.TRUSTED, by=None)
    contribution.save()


def _wait_for_guardian(contribution: Contribution) -> None:
    if contribution.state not in (State.PUBLISHED, State.HIDDEN):
        contribution.state = State.GUARDIAN
    if contribution.lane in (Lane.NEW, Lane.EDIT, Lane.FLAGGED, Lane.APPEAL):
        publishing.dequeue(contribution)


def send_on(contribution: Contribution, version: Version) -> None:
    """The way of a version that has its author's and, of a child, the guardian's approval."""
    if not rules.is_looked_at_first(contribution.spec, contribution.voice, version):
        publishing.publish(contribution, version)
        publishing.queue(contribution, Lane.AFTER)
        return
    if contribution.state not in (State.PUBLISHED, State.HIDDEN):
        contribution.state = State.WAITING
    if contribution.lane in (Lane.REPORTED, Lane.ESCALATED):
        return  # it is looked at anyway, and with it the new version
    is_edit = contribution.published_version_id is not None
    lane = Lane.FLAGGED if version.findings else Lane.EDIT if is_edit else Lane.NEW
    publishing.queue(contribution, lane)


def _checked_name(name: str) -> str:
    tidy = tidy_nickname(name)
    try:
        validate_nickname(tidy)
    except ValidationError as error:
        raise DeniedError("pen_name", " ".join(error.messages)) from error
    return tidy
