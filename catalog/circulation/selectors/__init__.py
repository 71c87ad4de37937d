"""What is read from loans and holds."""

from .copies import Copy, Shelf, copy_of, shelves
from .patrons import Standing, holds_of, loans_of, patron_refusals, standing

__all__ = [
    "Copy",
    "Shelf",
    "Standing",
    "copy_of",
    "holds_of",
    "loans_of",
    "patron_refusals",
    "shelves",
    "standing",
]
