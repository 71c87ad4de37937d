"""A work as a kind of contribution: how it is published and taken away, and told in words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from community.moderation import kinds
from community.moderation.enums import State
from community.moderation.models import Contribution, Version
from community.works.enums import KIND, Form, Licence
from community.works.models import AgeGroup, Category, Entry, Piece
from community.works.services import files


def publish(contribution: Contribution, version: Version) -> None:
    """Bring the public row and its files to the accepted version."""
    content = version.content
    pieces = content["pieces"]
    entry, _is_new = Entry.objects.update_or_create(
        contribution=contribution,
        defaults={
            "voice": contribution.voice,
            "call_id": contribution.target,
            "category": Category.objects.filter(pk=content["category"]).first(),
            "age_group": AgeGroup.objects.filter(pk=content["age_group"]).first(),
            "form": _form(pieces),
            "band": content["band"],
            "licence": content["licence"],
            "title": content["title"],
            "text": content["text"],
            "is_visible": True,
            "published_at": contribution.published_at,
        },
    )
    entry.pieces.update(entry=None)
    own = Piece.objects.filter(contribution=contribution)
    for position, piece in enumerate(pieces):
        own.filter(uid=piece["uid"]).update(entry=entry, about=piece["about"], position=position)


def retract(contribution: Contribution) -> None:
    """What the author takes back is gone; what staff hide can be shown again."""
    rows = Entry.objects.filter(contribution=contribution)
    if contribution.state == State.WITHDRAWN:
        rows.delete()
        files.drop(Piece.objects.filter(contribution=contribution))
        return
    for row in rows:  # saved one by one, so that search learns of it at once
        row.is_visible = False
        row.save(update_fields=["is_visible"])


def _form(pieces: list[Mapping[str, Any]]) -> Form:
    """The first of the files says what it is; without files it is a text."""
    found = {piece["form"] for piece in pieces}
    return next((form for form in (Form.AUDIO, Form.PICTURE, Form.PDF) if form in found), Form.TEXT)


def _url(contribution: Contribution) -> str:
    return reverse("works:work", args=[contribution.uid])


def _edit_url(contribution: Contribution) -> str:
    if contribution.state == State.WITHDRAWN:
        return reverse("works:new")
    return reverse("works:edit", args=[contribution.uid])


def facts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rest of a work in words, as they were when it was sent in."""
    lines = [(gettext("Files"), str(len(content["pieces"])))] if content["pieces"] else []
    names = {
        "call": gettext("Call for entries"),
        "category": gettext("Category"),
        "age_group": gettext("Age group"),
    }
    is_english = (get_language() or "").startswith("en")
    for key, label in names.items():
        if words := content.get("names", {}).get(key):
            lines.append((label, words[1] if is_english and words[1] else words[0]))
    return [*lines, (gettext("Licence"), str(Licence(content["licence"]).label))]


def connect() -> None:
    kinds.register(
        kinds.Kind(
            name=KIND,
            label=pgettext_lazy("of a reader", "work"),
            publish=publish,
            retract=retract,
            url=_url,
            edit_url=_edit_url,
            fields={
                "title": _("Title"),
                "text": _("Text"),
                "descriptions": _("Descriptions of the files"),
            },
            facts=facts,
            card_template="works/admin/card.html",
            own_template="works/components/sent.html",
            names_itself=True,
            has_own_section=True,
        )
    )
