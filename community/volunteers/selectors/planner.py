"""What the planner shows: weeks, shifts at risk, always of the user's own libraries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from community.volunteers.enums import OpportunityState, ShiftState
from community.volunteers.models import Opportunity, Shift
from portal.core.models import Library
from portal.core.permissions import scope_of

LOOKS_AHEAD = dt.timedelta(days=60)


def own_opportunities(user: Any) -> QuerySet[Opportunity]:
    rows = Opportunity.objects.select_related("library")
    scope = scope_of(user)
    return rows if scope is None else rows.filter(library__in=scope.libraries)


def own_shifts(user: Any) -> QuerySet[Shift]:
    rows = Shift.objects.detailed()
    scope = scope_of(user)
    return rows if scope is None else rows.filter(opportunity__library__in=scope.libraries)


def at_risk(rows: QuerySet[Shift]) -> QuerySet[Shift]:
    """Those of *rows* that begin soon, as their task defines it, and lack people."""
    now = timezone.now()
    near = rows.filter(
        state=ShiftState.PLANNED,
        opportunity__state=OpportunityState.PUBLISHED,
        starts_at__gt=now,
        starts_at__lte=now + LOOKS_AHEAD,
        taken__lt=F("capacity"),
    )
    keys = [
        pk
        for pk, starts_at, days in near.values_list("pk", "starts_at", "opportunity__risk_days")
        if starts_at <= now + dt.timedelta(days=days)
    ]
    return rows.filter(pk__in=keys).order_by("starts_at", "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """One library and its shifts by day."""

    library: Library
    days: list[list[Shift]]


@dataclass(frozen=True, slots=True)
class Week:
    days: list[dt.date]
    rows: list[Row]

    @property
    def before(self) -> dt.date:
        return self.days[0] - dt.timedelta(days=7)

    @property
    def after(self) -> dt.date:
        return self.days[0] + dt.timedelta(days=7)


def week_of(shifts: QuerySet[Shift], day: dt.date) -> Week:
    """The week from Monday that holds *day*, library by library."""
    monday = day - dt.timedelta(days=day.weekday())
    days = [monday + dt.timedelta(days=offset) for offset in range(7)]
    start = timezone.make_aware(dt.datetime.combine(monday, dt.time()))
    found = shifts.filter(starts_at__gte=start, starts_at__lt=start + dt.timedelta(days=7))
    by_library: dict[int, dict[dt.date, list[Shift]]] = defaultdict(lambda: defaultdict(list))
    libraries: dict[int, Library] = {}
    for shift in found.order_by("starts_at", "pk"):
        library = shift.opportunity.library
        libraries[library.pk] = library
        by_library[library.pk][shift.local_date].append(shift)
    ordered = sorted(libraries.values(), key=lambda row: (row.level, row.position, row.pk))
    return Week(days, [Row(row, [by_library[row.pk][date] for date in days]) for row in ordered])
