"""The next date of each of some series, or of all that fit."""

import uuid
from collections.abc import Iterable

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from events.enums import State
from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet

from .occurrences import occurrences, with_pages

__all__ = ["next_dates", "upcoming_dates", "with_pages"]


def next_dates(keys: Iterable[uuid.UUID]) -> list[Occurrence]:
    """The next date that takes place of each series with one of *keys*, soonest first."""
    return list(first_of_each(upcoming_dates().filter(series__translation_key__in=list(keys))))


def first_of_each(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Of each series in *rows* the soonest date."""
    place = Window(RowNumber(), partition_by=F("series__translation_key"), order_by=["start", "pk"])
    return rows.annotate(place=place).filter(place=1).order_by("start", "pk")


def upcoming_dates(
    *,
    audiences: Iterable[str] = (),
    topics: Iterable[str] = (),
    libraries: Iterable[str] = (),
) -> OccurrenceQuerySet:
    """What is to come and takes place, soonest first; slugs narrow it down."""
    rows = occurrences().public().upcoming().exclude(state=State.CANCELLED)
    wanted = {
        "series__audiences__slug__in": list(audiences),
        "series__topics__slug__in": list(topics),
        "library__slug__in": list(libraries),
    }
    chosen = {lookup: slugs for lookup, slugs in wanted.items() if slugs}
    if chosen:
        rows = rows.filter(pk__in=Occurrence.objects.filter(**chosen).values("pk"))
    return rows.order_by("start", "pk")
