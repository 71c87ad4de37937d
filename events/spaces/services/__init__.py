"""Every change to bookings."""

from .booking import Wish, block, book_for, cancel, move, request
from .deciding import approve, call_off, decline, note_no_show, set_copies_ready
from .forgetting import forget_old, forget_user
from .planned import Report, book_for_occurrence, book_series, sync

__all__ = [
    "Report",
    "Wish",
    "approve",
    "block",
    "book_for",
    "book_for_occurrence",
    "book_series",
    "call_off",
    "cancel",
    "decline",
    "forget_old",
    "forget_user",
    "move",
    "note_no_show",
    "request",
    "set_copies_ready",
    "sync",
]
