"""Reads that cross models."""

from .coming import first_of_each, next_dates, upcoming_dates
from .occurrences import (
    detailed,
    in_brief,
    next_changes,
    occurrences,
    with_pages,
    with_texts,
)
from .series import (
    current_series,
    is_source,
    keys_of_slug,
    page_of,
    parts_in_force,
    schedule_key,
    source_page,
)

__all__ = [
    "current_series",
    "detailed",
    "first_of_each",
    "in_brief",
    "is_source",
    "keys_of_slug",
    "next_changes",
    "next_dates",
    "occurrences",
    "page_of",
    "parts_in_force",
    "schedule_key",
    "source_page",
    "upcoming_dates",
    "with_pages",
    "with_texts",
]
