from .occurrence import Occurrence
from .pages import EventSeriesPage, EventsIndexPage, ExtraDate, SeriesMaterial, SkippedDate
from .provision import Provision
from .series import EventSeries, SeriesExtra, SeriesSkip
from .template import EventTemplate

__all__ = [
    "EventSeries",
    "EventSeriesPage",
    "EventTemplate",
    "EventsIndexPage",
    "ExtraDate",
    "Occurrence",
    "Provision",
    "SeriesExtra",
    "SeriesMaterial",
    "SeriesSkip",
    "SkippedDate",
]
