"""Reads that cross models."""

from .booking import Booking, booking
from .places import pool_of, pools_of, position
from .rosters import active, attended, draw_entries, of_reader, without_account

__all__ = [
    "Booking",
    "active",
    "attended",
    "booking",
    "draw_entries",
    "of_reader",
    "pool_of",
    "pools_of",
    "position",
    "without_account",
]
