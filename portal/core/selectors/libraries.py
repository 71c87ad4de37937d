"""The library network as pages and filters need it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from portal.core.models import ClosureDay, ExceptionalDay, Library


def libraries() -> QuerySet[Library]:
    """All libraries with parent, hours, coming exceptional days and facilities: four queries."""
    return timetabled().prefetch_related("facilities")


def timetabled() -> QuerySet[Library]:
    """All libraries with what decides about their opening: three queries."""
    coming = ExceptionalDay.objects.filter(date__gte=timezone.localdate())
    return Library.objects.select_related("parent").prefetch_related(
        "opening_hours", Prefetch("exceptional_days", queryset=coming)
    )


def with_status(libraries: Iterable[Library], moment: dt.datetime) -> list[Library]:
    """The same libraries, each with its `status` at *moment* and its `timetable_now`: one query."""
    closure_days = list(ClosureDay.objects.ahead_of(moment))
    listed = list(libraries)
    for library in listed:
        library.timetable_now = library.timetable(closure_days)
        library.status = library.timetable_now.status_at(moment)
    return listed


def open_now(libraries: Iterable[Library], moment: dt.datetime) -> list[Library]:
    """Those of *libraries* that are open at *moment*, each with its `status`."""
    return [library for library in with_status(libraries, moment) if library.status.is_open]
