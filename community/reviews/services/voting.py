"""Helpful or not: a count that is exact whoever votes at the same time."""

from django.db import transaction
from django.db.models import F, Subquery
from django.utils.translation import gettext as _

from community.moderation import services as moderation
from community.moderation.errors import ModerationError
from community.reviews.errors import ReviewError
from community.reviews.models import Review, Vote
from portal.accounts.models import Reader


@transaction.atomic
def vote(review: Review, reader: Reader) -> int:
    """Note that *reader* found it helpful, once; how many do so now."""
    try:
        moderation.check_may_write(reader)
    except ModerationError as error:
        raise ReviewError(str(error)) from error
    if review.voice.reader_id == reader.pk:
        raise ReviewError(_("This is your own review."))
    if not review.is_visible:
        raise ReviewError(_("This review is no longer published."))
    _vote, is_new = Vote.objects.get_or_create(review=review, reader=reader)
    if is_new:
        Review.objects.filter(pk=review.pk).update(helpful_count=F("helpful_count") + 1)
    return _count(review)


@transaction.atomic
def unvote(review: Review, reader: Reader) -> int:
    """Take the vote back; how many are left."""
    gone, _by_model = Vote.objects.filter(review=review, reader=reader).delete()
    if gone:
        Review.objects.filter(pk=review.pk).update(helpful_count=F("helpful_count") - 1)
    return _count(review)


@transaction.atomic
def forget_votes(reader: Reader) -> None:
    """Take back all votes of somebody who leaves."""
    mine = Vote.objects.filter(reader=reader)
    Review.objects.filter(pk__in=Subquery(mine.values("review"))).update(
        helpful_count=F("helpful_count") - 1
    )
    mine.delete()


def _count(review: Review) -> int:
    return Review.objects.values_list("helpful_count", flat=True).get(pk=review.pk)
