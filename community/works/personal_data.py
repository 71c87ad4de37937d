"""Personal data of works (see `portal.accounts.privacy`): the words are moderation's own rows."""

import base64
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import FamilyMember, User
from portal.accounts.privacy import register

from .models import Agreement, Entry, Like, Piece
from .services import forget_likes, forget_member, forget_reader


def _pieces(user: User) -> list[dict[str, Any]]:
    """With the files themselves, as text that JSON can carry."""
    return [
        {
            "work": row.contribution and str(row.contribution.uid),
            "name": row.name,
            "type": row.content_type,
            "description": row.about,
            "sent_at": row.created_at.isoformat(),
            "base64": _content(row),
        }
        for row in Piece.objects.filter(reader__user=user).select_related("contribution")
    ]


def _content(piece: Piece) -> str:
    try:
        with piece.file.open("rb") as stored:
            return base64.b64encode(stored.read()).decode()
    except FileNotFoundError:
        return ""


def _agreements(user: User) -> list[dict[str, Any]]:
    rows = Agreement.objects.filter(contribution__voice__reader__user=user)
    return list(rows.values("contribution__uid", "licence", "words", "at"))


def _entries(user: User) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(voice__reader__user=user).select_related("call")
    return [
        {
            "title": row.title,
            "call": row.call and row.call.title,
            "published_at": row.published_at.isoformat(),
        }
        for row in rows
    ]


def _likes(user: User) -> list[dict[str, Any]]:
    rows = Like.objects.filter(reader__user=user).select_related("entry")
    return [{"title": row.entry.title, "at": row.created_at.isoformat()} for row in rows]


def _erase(user: User) -> None:
    if reader := getattr(user, "reader", None):
        forget_reader(reader)
        forget_likes(reader)


def _erase_member(member: FamilyMember) -> None:
    forget_member(member)


register(
    "works.Piece",
    _("Files of my works"),
    export=_pieces,
    erase=_erase,
    erase_member=_erase_member,
)
register("works.Agreement", _("What I agreed to with my works"), export=_agreements)
register("works.Entry", _("My works that are published"), export=_entries)
register("works.Like", _("Works I like"), export=_likes)
register("works.Call", _("Work in the administration"))
register("works.Call_jurors", _("Work in the administration"))
register("works.Score", _("Work in the administration"))
register("works.Verdict", _("Work in the administration"))
