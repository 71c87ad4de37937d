"""Public pages, files and feeds of events."""

from .bill import poster, screen
from .calendars import (
    calendar,
    calendar_of,
    calendar_of_choice,
    feed,
    lasting_series_feed,
    occurrence_file,
    series_feed,
)
from .pages import occurrence, series
from .whats_on import whats_on

__all__ = [
    "calendar",
    "calendar_of",
    "calendar_of_choice",
    "feed",
    "lasting_series_feed",
    "occurrence",
    "occurrence_file",
    "poster",
    "screen",
    "series",
    "series_feed",
    "whats_on",
]
