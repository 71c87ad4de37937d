"""What is read from loans and holds."""

from .copies import Copy, Shelf, copy_of, shelves
from .patrons import Standing, holds_of, loans_of, patron_refusals, standing
from .shelf import ToFetch, kept_at, to_fetch

__all__ = [
    "Copy",
    "Shelf",
    "Standing",
    "ToFetch",
    "copy_of",
    "holds_of",
    "kept_at",
    "loans_of",
    "patron_refusals",
    "shelves",
    "standing",
    "to_fetch",
]
