"""How visitors find something to do: whatever stands in the address is harmless."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone

from community.volunteers.availability import availability
from community.volunteers.models.opportunity import Opportunity, OpportunityQuerySet, Skill
from community.volunteers.models.shift import Shift, ShiftQuerySet
from events.filters.reading import SLUG, read_date
from portal.core.models import Library

PER_PAGE = 12
SHOWN_SHIFTS = 3
DAYS = 14


@dataclass(frozen=True)
class Filters:
    """What a visitor chose."""

    branch: str = ""
    skill: str = ""
    day: dt.date | None = None
    places: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filters":
        day = read_date(query.get("day", ""))
        return cls(
            branch=_slug(query.get("branch", "")),
            skill=_slug(query.get("skill", "")),
            day=day if day and day >= timezone.localdate() else None,
            places=query.get("places") == "1",
        )

    @property
    def is_active(self) -> bool:
        return bool(self.branch or self.skill or self.day or self.places)

    def shifts(self) -> ShiftQuerySet:
        """Shifts to come that meet day and places."""
        rows = Shift.objects.coming()
        if self.day:
            start = timezone.make_aware(dt.datetime.combine(self.day, dt.time()))
            rows = rows.filter(starts_at__gte=start, starts_at__lt=start + dt.timedelta(days=1))
        return rows.with_free_places() if self.places else rows

    def apply(self, rows: OpportunityQuerySet) -> OpportunityQuerySet:
        if self.branch:
            rows = rows.filter(library__slug=self.branch)
        if self.skill:
            rows = rows.filter(skills__slug=self.skill)
        if self.day or self.places:
            rows = rows.filter(Exists(self.shifts().filter(opportunity=OuterRef("pk"))))
        return rows

    def address(self, **changes: str) -> str:
        """The query of this choice with *changes*."""
        chosen = {
            "branch": self.branch,
            "skill": self.skill,
            "day": self.day.isoformat() if self.day else "",
            "places": "1" if self.places else "",
        } | changes
        return "?" + urlencode({name: value for name, value in chosen.items() if value})


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar at a glance."""

    date: dt.date
    shifts: int
    missing: int
    url: str
    is_chosen: bool


def _slug(text: str) -> str:
    return text if SLUG.fullmatch(text) else ""


def listing(query: QueryDict) -> dict[str, Any]:
    """The tasks of the programme page with their next shifts, and what can be chosen."""
    filters = Filters.from_query(query)
    found = filters.apply(Opportunity.objects.published()).detailed()
    results = Paginator(found.order_by("title", "pk"), PER_PAGE).get_page(query.get("page"))
    results.object_list = with_shifts(results.object_list, filters.shifts())
    published = Opportunity.objects.published().order_by()
    return {
        "filters": filters,
        "results": results,
        "libraries": Library.objects.filter(pk__in=published.values("library")),
        "skills": Skill.objects.filter(pk__in=published.values("skills")),
        "days": _days(filters),
    }


def with_shifts(rows: Iterable[Opportunity], shifts: ShiftQuerySet) -> list[Opportunity]:
    """Attach to each of *rows* its next `.next_shifts`, with what is told of their places."""
    tasks = {row.pk: row for row in rows}
    by_task = defaultdict(list)
    for shift in shifts.filter(opportunity__in=tasks).select_related("occurrence__series"):
        shift.opportunity = tasks[shift.opportunity_id]
        shift.availability = availability(shift)
        by_task[shift.opportunity_id].append(shift)
    for row in tasks.values():
        row.next_shifts = by_task[row.pk][:SHOWN_SHIFTS]
        row.shift_count = len(by_task[row.pk])
    return list(tasks.values())


def _days(filters: Filters) -> list[Day]:
    """Two weeks from today: how many shifts there are, how many people are wanted."""
    today = timezone.localdate()
    rows = Shift.objects.coming()
    if filters.branch:
        rows = rows.filter(opportunity__library__slug=filters.branch)
    last = timezone.make_aware(dt.datetime.combine(today + dt.timedelta(days=DAYS), dt.time()))
    shifts, missing = defaultdict(int), defaultdict(int)
    for start, capacity, taken in rows.filter(starts_at__lt=last).values_list(
        "starts_at", "capacity", "taken"
    ):
        shifts[timezone.localdate(start)] += 1
        missing[timezone.localdate(start)] += max(0, capacity - taken)
    dates = [today + dt.timedelta(days=offset) for offset in range(DAYS)]
    return [
        Day(
            date=date,
            shifts=shifts[date],
            missing=missing[date],
            url=filters.address(day=date.isoformat()),
            is_chosen=date == filters.day,
        )
        for date in dates
    ]
