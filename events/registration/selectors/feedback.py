"""What people thought of a date, all together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count

from events.models import Occurrence
from events.registration.models import Feedback


@dataclass(frozen=True, slots=True)
class Opinion:
    """*average* is None while nobody has said anything."""

    count: int
    average: float | None
    comments: list[str]


def opinion_of(occurrence: Occurrence) -> Opinion:
    """Sorted by what they say, so that the order does not tell who was first."""
    rows = Feedback.objects.filter(occurrence=occurrence)
    sums: dict[str, Any] = rows.aggregate(count=Count("pk"), average=Avg("score"))
    comments = rows.exclude(comment="").order_by("comment").values_list("comment", flat=True)
    return Opinion(sums["count"], sums["average"], list(comments))
