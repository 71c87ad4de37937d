"""What is read from the catalogue: records, copies, and where a book can be had."""

from catalog.availability import Availability

from .borrowed import most_borrowed
from .copies import availability, last_import
from .live import MOST, live_availability
from .lookup import looked_up, sources
from .places import library_choices, places
from .records import (
    QUERY_LENGTH,
    in_order,
    matching,
    newest,
    record_by_isbn,
    records,
)
from .related import lists_with, other_editions
from .similar import similar_books
from .union import can_ask_union, mirrored, union_answer, union_record

__all__ = [
    "MOST",
    "QUERY_LENGTH",
    "Availability",
    "availability",
    "can_ask_union",
    "in_order",
    "last_import",
    "library_choices",
    "lists_with",
    "live_availability",
    "looked_up",
    "matching",
    "mirrored",
    "most_borrowed",
    "newest",
    "other_editions",
    "places",
    "record_by_isbn",
    "records",
    "similar_books",
    "sources",
    "union_answer",
    "union_record",
]
