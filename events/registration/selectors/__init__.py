"""Reads that cross models."""

from .availability import Availability, with_availability
from .booking import Booking, booking
from .card import Card, card
from .feedback import Opinion, opinion_of, opinions_of, together
from .mine import (
    coming_of_reader,
    date_of,
    dates_of_registrations,
    for_calendar,
    news_of_reader,
    past_of_reader,
    reader_of_calendar,
)
from .places import is_open_to_visitors, pool_of, pools_of, position
from .rosters import active, attended, draw_entries, of_reader, without_account

__all__ = [
    "Availability",
    "Booking",
    "Card",
    "Opinion",
    "active",
    "attended",
    "booking",
    "card",
    "coming_of_reader",
    "date_of",
    "dates_of_registrations",
    "draw_entries",
    "for_calendar",
    "is_open_to_visitors",
    "news_of_reader",
    "of_reader",
    "opinion_of",
    "opinions_of",
    "past_of_reader",
    "pool_of",
    "pools_of",
    "position",
    "reader_of_calendar",
    "together",
    "with_availability",
    "without_account",
]
