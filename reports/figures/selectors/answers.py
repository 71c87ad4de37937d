"""Values of years and series of months or years, for the whole network or for a library."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.core.models import Library
from reports.figures.enums import Span
from reports.figures.models import Indicator, Rollup

from .cube import NOTHING, Libraries, Value, below, codes_of, known, totals
from .keeping import kept
from .ratios import Parts


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a month or year, which begins with *start*."""

    start: dt.date
    value: Value


def value(
    indicator: Indicator | str, year: int, library: Library | None = None, *, alone: bool = False
) -> Value:
    code = codes_of([indicator])[0]
    return values([code], year, library, alone=alone)[code]


def values(
    indicators: Iterable[Indicator | str],
    year: int,
    library: Library | None = None,
    *,
    alone: bool = False,
) -> dict[str, Value]:
    """The value of each indicator in *year*, by its code."""
    start = dt.date(year, 1, 1)
    found = series(indicators, start, start, library, alone=alone, span=Span.YEAR)
    return {code: points[0].value for code, points in found.items()}


def series(
    indicators: Iterable[Indicator | str],
    first: dt.date,
    last: dt.date,
    library: Library | None = None,
    *,
    alone: bool = False,
    span: Span = Span.MONTH,
) -> dict[str, list[Point]]:
    """By code, a point for every month (or year) from *first* to *last*, entered or not."""
    codes = codes_of(indicators)
    starts = list(_starts(first, last, span))
    return kept(
        "series",
        codes,
        starts[:1],
        starts[-1:],
        span,
        library and library.pk,
        alone,
        make=lambda: _series(codes, starts, span, _scope(library, alone=alone)),
    )


def years() -> list[int]:
    """The years with numbers, the latest first."""
    return kept("years", make=_years)


def _years() -> list[int]:
    rows = Rollup.objects.filter(span=Span.YEAR).order_by("-start")
    return [start.year for start in rows.values_list("start", flat=True).distinct()]


def _scope(library: Library | None, *, alone: bool) -> Libraries:
    if library is None:
        return None
    return [library.pk] if alone else below(library)


def _series(
    codes: list[str], starts: list[dt.date], span: Span, libraries: Libraries
) -> dict[str, list[Point]]:
    rows = known(codes)
    if not starts:
        return {row.code: [] for row in rows}
    limits = (span, starts[0], starts[-1], libraries)
    sums = totals([row.pk for row in rows if not row.is_ratio], *limits)
    parts = Parts([row for row in rows if row.is_ratio], *limits)
    return {
        row.code: [
            Point(
                start,
                parts.value(row, start) if row.is_ratio else sums.get((row.pk, start), NOTHING),
            )
            for start in starts
        ]
        for row in rows
    }


def _starts(first: dt.date, last: dt.date, span: Span) -> Iterator[dt.date]:
    start = first.replace(day=1) if span == Span.MONTH else first.replace(month=1, day=1)
    while start <= last:
        yield start
        if span == Span.YEAR or start.month == 12:
            start = dt.date(start.year + 1, 1, 1)
        else:
            start = start.replace(month=start.month + 1)
