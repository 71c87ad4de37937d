from .occurrence import Occurrence
from .pages import (
    EventSeriesPage,
    EventsIndexPage,
    ExtraDate,
    SeriesMaterial,
    SeriesQuestion,
    SkippedDate,
)
from .provision import Provision
from .series import EventSeries, SeriesExtra, SeriesSkip
from .template import EventTemplate, TemplateQuestion
from .terms import PriorityGroup

__all__ = [
    "EventSeries",
    "EventSeriesPage",
    "EventTemplate",
    "EventsIndexPage",
    "ExtraDate",
    "Occurrence",
    "PriorityGroup",
    "Provision",
    "SeriesExtra",
    "SeriesMaterial",
    "SeriesQuestion",
    "SeriesSkip",
    "SkippedDate",
    "TemplateQuestion",
]
