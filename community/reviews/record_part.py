"""What the page of a book shows of its reviews."""

from typing import Any

from catalog import page_parts
from catalog.models import Record
from community.reviews.selectors import best_about, rating_of
from community.reviews.structured import aggregate_rating


def connect() -> None:
    page_parts.register("reviews", "reviews/components/record_part.html", _build, position=10)


def _build(record: Record) -> page_parts.Content | None:
    """Nothing for a record without a work: there is no book to speak of."""
    if record.work_id is None:
        return None
    rating = rating_of(record.work_id)
    rows = best_about(record.work_id) if rating.texts else []
    context: dict[str, Any] = {"work": record.work_id, "rating": rating, "reviews": rows}
    return page_parts.Content(context, structured=aggregate_rating(rating))
