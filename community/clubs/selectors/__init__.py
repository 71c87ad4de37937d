"""What pages read about clubs and lead readers."""

from .clubs import Books, books_of, clubs_of_library, clubs_reading, meetings_of, with_cards
from .leads import (
    count_of_sessions,
    lists_of,
    profile_addresses,
    published_leads,
    reviews_of,
    sessions_of,
)
from .members import led_by, members_of, memberships_of, own_clubs, position

__all__ = [
    "Books",
    "books_of",
    "clubs_of_library",
    "clubs_reading",
    "count_of_sessions",
    "led_by",
    "lists_of",
    "meetings_of",
    "members_of",
    "memberships_of",
    "own_clubs",
    "position",
    "profile_addresses",
    "published_leads",
    "reviews_of",
    "sessions_of",
    "with_cards",
]
