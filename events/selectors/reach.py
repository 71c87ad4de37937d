"""How far a change reaches: which dates, and how many people hold places in them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Sum
from django.utils import timezone

from events.enums import State
from events.models import EventSeries, Occurrence


@dataclass(frozen=True, slots=True)
class Reach:
    dates: int
    people: int
    first: dt.date | None
    last: dt.date | None


def reach_from(series: EventSeries, date: dt.date) -> Reach:
    """The coming dates of the part *series* from *date* on, by the schedule."""
    rows = series.occurrences.filter(rid__gte=f"{date:%Y%m%d}", start__gt=timezone.now())
    sums = rows.filter(state=State.SCHEDULED).aggregate(
        dates=Count("pk"), people=Sum("people"), first=Min("local_date"), last=Max("local_date")
    )
    return Reach(sums["dates"], sums["people"] or 0, sums["first"], sums["last"])


def reach_of(rows: Iterable[Occurrence]) -> Reach:
    rows = list(rows)
    days = [row.local_date for row in rows]
    people = sum(row.people for row in rows)
    return Reach(len(rows), people, min(days, default=None), max(days, default=None))


def undecided() -> int:
    """How many coming dates wait for somebody to decide."""
    return Occurrence.objects.upcoming().filter(state=State.UNDECIDED).count()
