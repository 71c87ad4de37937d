"""Reads that cross models."""

from .availability import Availability, with_availability
from .booking import Booking, booking
from .card import Card, card
from .mine import coming_of_reader, date_of, dates_of_registrations, past_of_reader
from .places import pool_of, pools_of, position
from .rosters import active, attended, draw_entries, of_reader, without_account

__all__ = [
    "Availability",
    "Booking",
    "Card",
    "active",
    "attended",
    "booking",
    "card",
    "coming_of_reader",
    "date_of",
    "dates_of_registrations",
    "draw_entries",
    "of_reader",
    "past_of_reader",
    "pool_of",
    "pools_of",
    "position",
    "with_availability",
    "without_account",
]
