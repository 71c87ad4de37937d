"""Personal data of contributions (see `portal.accounts.privacy`).

Erasing an account removes what its reader has published: a text without its author could still
name them, and nobody would be left to ask. The same holds for a child that is taken out.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import FamilyMember, User
from portal.accounts.privacy import register
from portal.core import generation

from .models import Ban, Contribution, Report, Version, Voice


def _contributions(user: User) -> list[dict[str, Any]]:
    rows = Contribution.objects.filter(voice__reader__user=user).select_related("voice__member")
    return [
        {
            "kind": str(row.spec.label),
            "written_by": row.member and row.member.nickname,
            "state": row.get_state_display(),
            "submitted_at": row.submitted_at.isoformat(),
            "published_at": row.published_at and row.published_at.isoformat(),
            "appeal": row.appeal,
        }
        for row in rows
    ]


def _versions(user: User) -> list[dict[str, Any]]:
    rows = Version.objects.filter(contribution__voice__reader__user=user)
    return list(rows.values("contribution__uid", "number", "pen_name", "content", "created_at"))


def _voices(user: User) -> list[dict[str, Any]]:
    return list(Voice.objects.filter(reader__user=user).values("pen_name", "member__nickname"))


def _reports(user: User) -> list[dict[str, Any]]:
    return list(Report.objects.filter(reader__user=user).values("reason", "text", "created_at"))


def _bans(user: User) -> list[dict[str, Any]]:
    return list(Ban.objects.filter(reader__user=user).values("since", "until", "reason"))


def _erase(user: User) -> None:
    """The rows go with the reader; what everybody saw of them has to be made anew."""
    generation.bump()


def _erase_member(member: FamilyMember) -> None:
    generation.bump()


register("moderation.Voice", _("Pen names"), export=_voices)
register(
    "moderation.Contribution",
    _("What I have written"),
    export=_contributions,
    erase=_erase,
    erase_member=_erase_member,
)
register("moderation.Version", _("Texts in all versions"), export=_versions)
register("moderation.Report", _("What I have reported"), export=_reports)
register("moderation.Ban", _("Times in which I could not write"), export=_bans)
register("moderation.Decision", _("Work in the administration"))
