"""Helpful or not: a vote for a review."""

from django.utils.translation import gettext_lazy as _

from community.moderation.services import Ballot
from community.reviews.errors import ReviewError
from community.reviews.models import Vote

HELPFUL = Ballot(
    vote=Vote,
    target="review",
    count="helpful_count",
    error=ReviewError,
    own=_("This is your own review."),
    gone=_("This review is no longer published."),
)
vote, unvote, forget_votes = HELPFUL.give, HELPFUL.take_back, HELPFUL.forget
