"""A work comes in: for a call within its rules, or simply to be shown."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from community.moderation import services as moderation
from community.moderation.enums import State
from community.moderation.models import Contribution, Voice
from community.works.enums import ADULT_AGE, KIND, Form, Licence, Stage, band_of
from community.works.errors import WorkError
from community.works.models import AgeGroup, Agreement, Call, Category, Piece
from portal.accounts.models import FamilyMember, Reader

LOST = (State.REFUSED, State.HIDDEN)


@dataclass(frozen=True, slots=True)
class Sending:
    """What somebody sends in, and the words they agreed to."""

    title: str
    text: str
    pieces: Sequence[tuple[Piece, str]]  # each with its description
    licence: Licence
    words: str
    pen_name: str = ""
    call: Call | None = None
    category: Category | None = None
    member: FamilyMember | None = None
    is_read_by_guardian: bool = False
    form_key: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def enter(reader: Reader, sending: Sending) -> Contribution:
    """Take in what *reader* or their child sends; the same form sent twice is one entry."""
    Reader.objects.select_for_update().get(pk=reader.pk)
    earlier = Agreement.objects.filter(
        form_key=sending.form_key, contribution__voice__reader=reader
    ).select_related("contribution")
    if found := earlier.first():
        return found.contribution
    call = sending.call
    if call:
        check_open(call)
        _check_number(call, moderation.voice_of(reader, sending.member))
    row = moderation.submit(
        KIND,
        reader,
        member=sending.member,
        content=_content(sending, sending.member),
        target=call.pk if call else None,
        pen_name=sending.pen_name,
        library=call.library if call else None,
        is_read_by_guardian=sending.is_read_by_guardian,
    )
    _settle(row, sending)
    return row


@transaction.atomic
def revise(contribution: Contribution, sending: Sending) -> Contribution:
    """Send in another version. A call that is closed takes only what was not accepted before."""
    Reader.objects.select_for_update().get(pk=contribution.author.pk)
    call = sending.call
    if call and not call.is_open and contribution.state not in LOST:
        raise WorkError(_("The call is closed; what was sent in stays as it is."))
    row = moderation.edit(
        contribution,
        _content(sending, contribution.member),
        pen_name=sending.pen_name,
        is_read_by_guardian=sending.is_read_by_guardian,
    )
    _settle(row, sending)
    return row


def check_open(call: Call) -> None:
    """Refuse what comes too early or too late."""
    if call.stage == Stage.COMING:
        raise WorkError(_("This call has not opened yet."))
    if call.stage != Stage.OPEN or not call.live:
        raise WorkError(_("This call is closed."))


def groups_for(call: Call, member: FamilyMember | None) -> list[AgeGroup]:
    """The age groups that *member*, or an adult, belongs to on the day the call closes."""
    years = member.age_on(call.deadline) // 12 if member else None
    return [group for group in call.age_groups.all() if group.fits(years)]


def _group(call: Call | None, member: FamilyMember | None) -> AgeGroup | None:
    if call is None or not call.age_groups.all():
        return None
    if groups := groups_for(call, member):
        return groups[0]
    raise WorkError(_("This call is for other ages."))


def _check_number(call: Call, voice: Voice) -> None:
    """Under the reader's lock: two forms at once do not get past the limit."""
    sent = Contribution.objects.filter(kind=KIND, target=call.pk, voice=voice)
    if sent.exclude(state__in=(State.WITHDRAWN, State.REFUSED)).count() >= call.per_person:
        words = ngettext(
            "One person can send in %(number)d work here, and that is there already.",
            "One person can send in %(number)d works here, and those are there already.",
            call.per_person,
        )
        raise WorkError(words % {"number": call.per_person})


def _content(sending: Sending, member: FamilyMember | None) -> dict[str, Any]:
    """Plain values, as moderation keeps them; names as they are today."""
    call = sending.call
    group = _group(call, member)
    years = (
        member.age_on(call.deadline if call else timezone.localdate()) // 12
        if member
        else ADULT_AGE
    )
    return {
        "title": sending.title,
        "text": sending.text,
        "descriptions": "\n".join(about for _piece, about in sending.pieces if about),
        "pieces": [
            {
                "uid": str(piece.uid),
                "form": piece.form,
                "about": about,
                "has_page": piece.form == Form.PDF and bool(piece.small),
            }
            for piece, about in sending.pieces
        ],
        "licence": sending.licence,
        "category": sending.category.pk if sending.category else None,
        "age_group": group.pk if group else None,
        "band": band_of(years),
        "names": _names(call, sending.category, group),
    }


def _names(
    call: Call | None, category: Category | None, group: AgeGroup | None
) -> Mapping[str, list[str]]:
    found = {"call": [call.title, call.title_en]} if call else {}
    if category:
        found["category"] = [category.name, category.name_en]
    if group:
        found["age_group"] = [group.name, group.name_en]
    return found


def _settle(row: Contribution, sending: Sending) -> None:
    """Files belong to the work from now on, and what was agreed to is written down."""
    keys = [piece.pk for piece, _about in sending.pieces]
    Piece.objects.filter(pk__in=keys, reader=row.author, contribution=None).update(contribution=row)
    Agreement.objects.get_or_create(
        contribution=row,
        form_key=sending.form_key,
        defaults={
            "licence": sending.licence,
            "words": sending.words,
            "language": get_language() or "",
        },
    )
