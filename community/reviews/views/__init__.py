from .public import by_voice, listing, of_book, review
from .voting import helpful, helpful_state
from .writing import edit, write

__all__ = [
    "by_voice",
    "edit",
    "helpful",
    "helpful_state",
    "listing",
    "of_book",
    "review",
    "write",
]
