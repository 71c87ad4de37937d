"""Personal data of reviews (see `portal.accounts.privacy`): the words are moderation's own rows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.privacy import register

from .models import Vote
from .services import forget_votes


def _votes(user: User) -> list[dict[str, Any]]:
    rows = Vote.objects.filter(reader__user=user).select_related("review__work")
    return [{"book": str(row.review.work), "at": row.created_at.isoformat()} for row in rows]


def _erase(user: User) -> None:
    if reader := getattr(user, "reader", None):
        forget_votes(reader)


register("reviews.Vote", _("Reviews I found helpful"), export=_votes, erase=_erase)
