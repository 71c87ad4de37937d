"""Public pages of rooms, and a reader's own bookings."""

from .asking import book, move
from .mine import booking, booking_file, bookings, cancel
from .rooms import catalogue, door, space

__all__ = [
    "book",
    "booking",
    "booking_file",
    "bookings",
    "cancel",
    "catalogue",
    "door",
    "move",
    "space",
]
