"""What pages read of reviews: lists, and what a book is worth to its readers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from community.moderation.models import Voice
from community.reviews.enums import Form
from community.reviews.models import Review

# An average of fewer says more of two people than of the book.
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Rating:
    """What the readers of a book gave it. Fewer than three make no average."""

    count: int  # of ratings
    average: float | None
    reviews: int
    responses: int

    @property
    def is_told(self) -> bool:
        return self.average is not None

    @property
    def rounded(self) -> float:
        """To one decimal, as it is shown and told to search engines."""
        return round(self.average or 0, 1)

    @property
    def stars(self) -> int:
        return round(self.average or 0)

    @property
    def texts(self) -> int:
        return self.reviews + self.responses


def rating_of(work: int) -> Rating:
    """One query for a book."""
    row: dict[str, Any] = (
        Review.objects.visible()
        .filter(work=work)
        .aggregate(
            count=Count("rating"),
            average=Avg("rating"),
            reviews=Count("pk", filter=Q(form=Form.REVIEW)),
            responses=Count("pk", filter=Q(form=Form.RESPONSE)),
        )
    )
    if row["count"] < ENOUGH:
        row["average"] = None
    return Rating(**row)


def about(work: int) -> QuerySet[Review]:
    """What is published about a book."""
    return Review.objects.visible().detailed().filter(work=work)


def best_about(work: int, limit: int = 3) -> list[Review]:
    """For the page of the book: what editors picked, then what readers found helpful."""
    rows = about(work).order_by(
        F("picked_at").desc(nulls_last=True), "-helpful_count", "-published_at", "-pk"
    )
    return list(rows[:limit])


def by_voice(voice: Voice) -> QuerySet[Review]:
    return Review.objects.visible().detailed().filter(voice=voice).newest()


def published() -> QuerySet[Review]:
    """Everything that is published, the newest first."""
    return Review.objects.visible().detailed().newest()
