from .occurrence import Occurrence
from .pages import EventSeriesPage, EventsIndexPage, ExtraDate, SkippedDate
from .series import EventSeries, SeriesExtra, SeriesSkip

__all__ = [
    "EventSeries",
    "EventSeriesPage",
    "EventsIndexPage",
    "ExtraDate",
    "Occurrence",
    "SeriesExtra",
    "SeriesSkip",
    "SkippedDate",
]
