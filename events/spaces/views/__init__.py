"""Public pages of rooms, and a reader's own bookings."""

from .mine import booking, booking_file, bookings, cancel

__all__ = ["booking", "booking_file", "bookings", "cancel"]
