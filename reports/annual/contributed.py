"""Comments on a report as a kind of contribution: always read before they appear."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from community.moderation import kinds
from community.moderation.enums import State
from community.moderation.models import Contribution, Version
from reports.annual.enums import COMMENT
from reports.annual.models import Comment


def publish(contribution: Contribution, version: Version) -> None:
    Comment.objects.update_or_create(
        contribution=contribution,
        defaults={
            "voice": contribution.voice,
            "year": contribution.target,
            "text": version.content["text"],
            "is_visible": True,
            "published_at": contribution.published_at,
        },
    )


def retract(contribution: Contribution) -> None:
    """What the author takes back is gone; what staff hide can be shown again."""
    rows = Comment.objects.filter(contribution=contribution)
    if contribution.state == State.WITHDRAWN:
        rows.delete()
    else:
        rows.update(is_visible=False)


def reports(years: Collection[int]) -> Mapping[int, kinds.Target]:
    return {
        year: kinds.Target(
            gettext("Annual report %(year)s") % {"year": year},
            reverse("annual:comments", args=[year]),
        )
        for year in years
    }


def connect() -> None:
    kinds.register(
        kinds.Kind(
            name=COMMENT,
            label=pgettext_lazy("on a report", "comment"),
            publish=publish,
            retract=retract,
            url=lambda contribution: reverse("annual:comments", args=[contribution.target]),
            edit_url=_edit_url,
            fields={"text": _("Text")},
            targets=reports,
            is_pre_moderated=_always,
        )
    )


def _edit_url(contribution: Contribution) -> str:
    if contribution.state == State.WITHDRAWN:
        return reverse("annual:comment", args=[contribution.target])
    return reverse("annual:edit_comment", args=[contribution.uid])


def _always(*args: Any) -> bool:
    return True
