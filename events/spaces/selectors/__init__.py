"""What is read across bookings, rooms and opening hours."""

from .availability import Calendar, calendars, nearest_free
from .board import Board, board

__all__ = ["Board", "Calendar", "board", "calendars", "nearest_free"]
