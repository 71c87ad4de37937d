"""The best reviews, chosen by editors."""

from django.utils import timezone

from community.reviews.models import Review
from portal.core import generation


def pick(review: Review) -> None:
    """Show it among the best. Picked twice, it keeps its place."""
    Review.objects.filter(pk=review.pk, picked_at=None).update(picked_at=timezone.now())
    generation.bump()


def unpick(review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(picked_at=None)
    generation.bump()
