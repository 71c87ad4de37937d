"""All public figures of a year at once: the year by months, the year before, and some years."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from portal.core.models import Library
from reports.figures.enums import Combine, Span
from reports.figures.models import Batch, FactRevision, Indicator

from .cube import NOTHING, Libraries, Value, below, totals
from .keeping import kept
from .ratios import Parts

YEARS = 6
Amount = Decimal | None


@dataclass(frozen=True)
class Figure:
    """One indicator in one year; lists of months begin with January, `years` end with the year."""

    indicator: Indicator
    year: int
    months: Sequence[Amount]
    months_before: Sequence[Amount]
    years: Sequence[Value]

    @property
    def value(self) -> Value:
        return self.years[-1]

    @property
    def last_month(self) -> dt.date | None:
        """The last month with a number."""
        known = [n for n, amount in enumerate(self.months, 1) if amount is not None]
        return dt.date(self.year, known[-1], 1) if known else None

    @property
    def has_months(self) -> bool:
        return any(amount is not None for amount in (*self.months, *self.months_before))

    @cached_property
    def change(self) -> float | None:
        """On the year before, like with like: the same months, or whole years."""
        now, before = self._alike()
        if now is None or not before:
            return None
        return float((now - before) / before)

    def _alike(self) -> tuple[Amount, Amount]:
        pairs = [
            (now, before)
            for now, before in zip(self.months, self.months_before, strict=True)
            if now is not None and before is not None
        ]
        if pairs and self.indicator.combine == Combine.LAST:
            return pairs[-1]
        if pairs:
            nothing = Decimal(0)
            return sum((now for now, _ in pairs), nothing), sum((was for _, was in pairs), nothing)
        last, this = self.years[-2:]
        if self.has_months or last.months != this.months:
            return None, None
        return this.amount, last.amount


def public_figures(
    year: int, library: Library | None = None, codes: Sequence[str] | None = None
) -> list[Figure]:
    """Every public figure of *year* (or those of *codes*), in their order: six queries at most."""
    return kept(
        "overview",
        timezone.localdate(),
        year,
        library and library.pk,
        codes,
        make=lambda: _read(year, None if library is None else below(library), codes),
    )


def _read(year: int, libraries: Libraries, codes: Sequence[str] | None) -> list[Figure]:
    rows = list(_public(codes))
    stored = [row.pk for row in rows if not row.is_ratio]
    ratios = [row for row in rows if row.is_ratio]
    months = totals(stored, Span.MONTH, dt.date(year - 1, 1, 1), dt.date(year, 12, 1), libraries)
    starts = [dt.date(each, 1, 1) for each in range(year - YEARS + 1, year + 1)]
    years = totals(stored, Span.YEAR, starts[0], starts[-1], libraries)
    parts = Parts(ratios, Span.YEAR, starts[0], starts[-1], libraries)

    running = timezone.localdate().replace(day=1)

    def by_month(row: Indicator, some_year: int) -> list[Amount]:
        """A month that is not over is left out where days are added up: it would look poor."""
        starts = [dt.date(some_year, month, 1) for month in range(1, 13)]
        is_sum = row.combine == Combine.SUM
        return [
            None if is_sum and start >= running else months.get((row.pk, start), NOTHING).amount
            for start in starts
        ]

    return [
        Figure(
            row,
            year,
            by_month(row, year),
            by_month(row, year - 1),
            [
                parts.value(row, start) if row.is_ratio else years.get((row.pk, start), NOTHING)
                for start in starts
            ],
        )
        for row in rows
    ]


def _public(codes: Sequence[str] | None) -> QuerySet[Indicator]:
    rows = Indicator.objects.public().select_related("numerator", "denominator")
    return rows if codes is None else rows.filter(code__in=codes)


@dataclass(frozen=True, slots=True)
class Corrected:
    """How many numbers of an indicator in a year have been corrected, and when last."""

    count: int
    last: dt.datetime


def corrected(year: int) -> dict[int, Corrected]:
    """By indicator (its key), what was corrected of *year*: one query."""
    return kept("corrected", year, make=lambda: _corrected(year))


def _corrected(year: int) -> dict[int, Corrected]:
    rows = (
        _corrections(year)
        .values_list("indicator")
        .annotate(Count("pk"), Max("replaced_at"))
        .order_by()
    )
    return {indicator: Corrected(count, last) for indicator, count, last in rows}


def corrections_of(indicator: Indicator, year: int, limit: int = 12) -> list[FactRevision]:
    """The numbers of *year* that have been corrected, latest first, with library and batches."""
    parts = {pk for pk in (indicator.numerator_id, indicator.denominator_id) if pk}
    rows = _corrections(year).filter(indicator__in=parts or {indicator.pk})
    return list(rows.select_related("library", "replaced_by", "indicator")[:limit])


def _corrections(year: int) -> QuerySet[FactRevision]:
    return FactRevision.objects.filter(
        value__isnull=False,
        replaced_by__isnull=False,
        start__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)),
    )


def latest_batches(limit: int = 5) -> list[Batch]:
    """Where the newest numbers come from."""
    return kept("batches", limit, make=lambda: list(Batch.objects.filter(undone_at=None)[:limit]))
