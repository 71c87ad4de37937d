"""Personal data of clubs (see `portal.accounts.privacy`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.privacy import register

from .enums import State
from .models import LeadReader, Membership
from .services import forget_member, forget_reader


def _memberships(user: User) -> list[dict[str, Any]]:
    rows = Membership.objects.filter(reader__user=user).detailed()
    return [
        {
            "who": row.name,
            "club": row.club.label,
            "library": row.club.library.label,
            "state": row.state_label,
            "joined_at": row.created_at.isoformat(),
        }
        for row in rows
    ]


def _erase(user: User) -> None:
    if reader := getattr(user, "reader", None):
        forget_reader(reader)


def _profile(user: User) -> list[dict[str, Any]]:
    rows = LeadReader.objects.filter(reader__user=user)
    return [{"name": row.name, "line": row.line, "introduction": row.introduction} for row in rows]


def _hide_profile(user: User) -> None:
    """The profile goes off line with the account; whether it stays is for the library to settle."""
    rows = LeadReader.objects.filter(reader__user=user)
    rows.update(state=State.DRAFT, reader=None, shows_reviews=False)


register(
    "clubs.Membership",
    _("Book clubs"),
    export=_memberships,
    erase=_erase,
    erase_member=forget_member,
)
register("clubs.LeadReader", _("Profile as a lead reader"), export=_profile, erase=_hide_profile)
