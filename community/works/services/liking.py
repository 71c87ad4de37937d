"""Liked or not: a vote for a work."""

from django.utils.translation import gettext_lazy as _

from community.moderation.services import Ballot
from community.works.errors import WorkError
from community.works.models import Like

LIKES = Ballot(
    vote=Like,
    target="entry",
    count="likes_count",
    error=WorkError,
    own=_("This is your own work."),
    gone=_("This work is no longer published."),
)
like, unlike, forget_likes = LIKES.give, LIKES.take_back, LIKES.forget
