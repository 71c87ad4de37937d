"""Reviews for search engines: schema.org as JSON-LD."""

from typing import Any

from community.reviews.models import Review
from community.reviews.selectors import Rating


def aggregate_rating(rating: Rating) -> dict[str, Any]:
    """Only where there are enough ratings for an average to mean something."""
    if not rating.is_told:
        return {}
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": rating.rounded,
            "ratingCount": rating.count,
            "bestRating": 5,
            "worstRating": 1,
        }
    }


def review_data(review: Review, *, url: str) -> dict[str, Any]:
    """A Review of a Book, by pen name."""
    book: dict[str, Any] = {"@type": "Book", "name": review.book_title}
    if review.work.author:
        book["author"] = {"@type": "Person", "name": review.work.author}
    if review.record and review.record.isbn:
        book["isbn"] = review.record.isbn
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Review",
        "@id": url,
        "url": url,
        "name": review.title,
        "reviewBody": review.text,
        "datePublished": review.published_at.isoformat(),
        "author": {"@type": "Person", "name": review.voice.pen_name},
        "itemReviewed": book,
    }
    if review.rating:
        data["reviewRating"] = {"@type": "Rating", "ratingValue": review.rating, "bestRating": 5}
    return {key: value for key, value in data.items() if value}
