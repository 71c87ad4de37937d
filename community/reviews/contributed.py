"""Reviews and reading responses as kinds of contribution: how they are published and retracted."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.models import Work
from community.moderation import kinds
from community.moderation.enums import State
from community.moderation.models import Contribution, Version
from community.reviews.enums import Form
from community.reviews.models import Review

_CONTENT = ("rating", "title", "text", "age_from", "age_to", "has_spoiler")


def publish(contribution: Contribution, version: Version) -> None:
    """Bring the public row to the accepted words; its votes stay through an edit."""
    values = {name: version.content.get(name) for name in _CONTENT}
    first = Review.objects.filter(contribution=contribution).first()
    Review.objects.update_or_create(
        contribution=contribution,
        defaults=values
        | {
            "title": values["title"] or "",
            "has_spoiler": bool(values["has_spoiler"]),
            "work_id": contribution.target,
            "voice": contribution.voice,
            "form": contribution.kind,
            "is_visible": True,
            "published_at": contribution.published_at,
            "edited_at": version.created_at
            if first and first.text != version.content["text"]
            else None,
        },
    )


def retract(contribution: Contribution) -> None:
    """What the author takes back is gone; what staff hide can be shown again."""
    rows = Review.objects.filter(contribution=contribution)
    if contribution.state == State.WITHDRAWN:
        rows.delete()
        return
    for row in rows:  # saved one by one, so that search learns of it at once
        row.is_visible = False
        row.save(update_fields=["is_visible"])


def _url(contribution: Contribution) -> str:
    return reverse("reviews:review", args=[contribution.uid])


def _edit_url(contribution: Contribution) -> str:
    if contribution.state == State.WITHDRAWN:
        return reverse(f"reviews:write_{contribution.kind}", args=[contribution.target])
    return reverse("reviews:edit", args=[contribution.uid])


def books(keys: Collection[int]) -> Mapping[int, kinds.Target]:
    works = Work.objects.filter(pk__in=keys).select_related("record")
    return {
        work.pk: kinds.Target(str(work), work.record.get_absolute_url() if work.record else "")
        for work in works
    }


def facts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rest of a review in words."""
    lines = []
    if rating := content.get("rating"):
        lines.append((gettext("Rating"), gettext("%(number)d of 5") % {"number": rating}))
    if ages := ages_label(content.get("age_from"), content.get("age_to")):
        lines.append((gettext("Fits"), ages))
    if content.get("has_spoiler"):
        lines.append((gettext("Spoiler"), gettext("gives away the ending")))
    return lines


def ages_label(start: int | None, end: int | None) -> str:
    """The ages a book fits, as one says it."""
    if start is None and end is None:
        return ""
    if end is None:
        return gettext("from %(start)d years") % {"start": start}
    if start is None:
        return gettext("up to %(end)d years") % {"end": end}
    return gettext("%(start)d to %(end)d years") % {"start": start, "end": end}


def connect() -> None:
    for form, label in (
        (Form.REVIEW, pgettext_lazy("about a book", "review")),
        (Form.RESPONSE, pgettext_lazy("about a book", "reading response")),
    ):
        kinds.register(
            kinds.Kind(
                name=form.value,
                label=label,
                publish=publish,
                retract=retract,
                url=_url,
                edit_url=_edit_url,
                fields={"title": _("Title"), "text": _("Text")},
                facts=facts,
                targets=books,
                is_once=True,
            )
        )
