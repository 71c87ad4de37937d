"""What a screen on the wall shows: the last day that was counted, what is on, what is read.

Nothing of it names a reader: words of reviews and titles of works stand without their authors.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils import timezone

from catalog.selectors import most_borrowed
from community.reviews.models import Review
from community.works.models import Entry
from events.models import Occurrence
from events.registration.selectors import with_availability
from events.selectors import detailed
from portal.core.models import Library
from reports.figures.enums import Span
from reports.figures.models import Fact, Indicator, Rollup

from .cube import below

COUNTED = ("visits", "loans")
SHOWN = 5
EVENTS = 4
VOICES = 2
DAYS = 31


@dataclass(frozen=True, slots=True)
class Latest:
    """The last number of a figure: of a day, or of a month where nobody counts by day."""

    indicator: int
    amount: Decimal
    start: dt.date
    span: str

    @property
    def is_today(self) -> bool:
        return self.span == Span.DAY and self.start == timezone.localdate()


@dataclass(frozen=True, slots=True)
class Events:
    """*rows* are on now or still to come today; *count* is all of the day."""

    count: int
    rows: list[Occurrence]
    places_left: int | None  # None: nobody has to register today


@dataclass(frozen=True, slots=True)
class Borrowed:
    title: str
    loans: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A book and what a reader says of it, or the title of a reader's work."""

    title: str
    text: str = ""


def latest(library: Library | None) -> list[tuple[Indicator, Latest]]:
    """Visits and loans: four queries."""
    counted = Indicator.objects.public().filter(code__in=COUNTED).in_bulk()
    libraries = _libraries(library)
    rows = (*_months(counted, libraries), *_days(counted, libraries))
    found = {row.indicator: row for row in rows}
    known = [(counted[pk], row) for pk, row in found.items()]
    return sorted(known, key=lambda pair: COUNTED.index(pair[0].code))


def _libraries(library: Library | None) -> Sequence[int]:
    """By key, always: so the index of the facts is used from its first column to its last."""
    return list(Library.objects.values_list("pk", flat=True)) if library is None else below(library)


def _days(indicators: Iterable[int], libraries: Sequence[int]) -> list[Latest]:
    today = timezone.localdate()
    rows = Fact.objects.filter(
        indicator__in=indicators,
        library__in=libraries,
        span=Span.DAY,
        start__range=(today - dt.timedelta(days=DAYS), today),
        value__isnull=False,
    )
    return _summed(rows, Span.DAY)


def _months(indicators: Iterable[int], libraries: Sequence[int]) -> list[Latest]:
    today = timezone.localdate()
    rows = Rollup.objects.filter(
        indicator__in=indicators,
        library__in=libraries,
        span=Span.MONTH,
        start__range=(today - dt.timedelta(days=400), today.replace(day=1)),
    )
    return _summed(rows, Span.MONTH)


def _summed(rows: "QuerySet[Fact] | QuerySet[Rollup]", span: str) -> list[Latest]:
    """The sums by day or month, the latest last."""
    columns = ("indicator", "start")
    summed = rows.values_list(*columns).annotate(total=Sum("value")).order_by("start")
    return [Latest(indicator, total, start, span) for indicator, start, total in summed]


def todays_events(library: Library | None) -> Events:
    """What is on today, first what has begun; four queries and one for places."""
    now, today = timezone.now(), timezone.localdate()
    public = Occurrence.objects.public()
    if library is not None:
        public = public.filter(library__in=below(library))
    on_today = public.filter(local_date=today) | public.going_on(today)
    coming = on_today.filter(end__gt=now).order_by("start", "pk")
    rows = with_availability(detailed(coming))
    asked = [row.availability for row in rows if row.availability and row.availability.capacity]
    left = [max((one.capacity or 0) - one.taken, 0) for one in asked]
    shown = sorted(rows, key=lambda row: (row.is_several_days, row.start))[:EVENTS]
    return Events(on_today.count(), shown, sum(left) if left else None)


def borrowed(days: int = 30, limit: int = SHOWN) -> list[Borrowed]:
    found = most_borrowed(days, limit=limit)
    if found is None:
        return []
    return [Borrowed(record.full_title, found.loans[record.pk]) for record in found.records]


def voices(limit: int = VOICES) -> list[Voice]:
    """The newest reviews, and the newest works where there is room."""
    reviews = Review.objects.visible().detailed().newest().filter(has_spoiler=False)[:limit]
    works = Entry.objects.visible().newest().values_list("title", flat=True)[:limit]
    found = [Voice(review.book_title, review.excerpt) for review in reviews]
    return [*found, *(Voice(title) for title in works)][:limit]
