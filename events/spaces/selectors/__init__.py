"""What is read across bookings, rooms and opening hours."""

from .availability import Calendar, calendars, nearest_free
from .board import Board, board, door_times, events_without_room
from .rooms import rooms_of
from .terms import rules_in_words
from .week import RoomDay, Week, on_day, week_of

__all__ = [
    "Board",
    "Calendar",
    "RoomDay",
    "Week",
    "board",
    "calendars",
    "door_times",
    "events_without_room",
    "nearest_free",
    "on_day",
    "rooms_of",
    "rules_in_words",
    "week_of",
]
