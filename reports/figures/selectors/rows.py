"""The numbers row by row, as files and programs take them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from portal.core.models import Library
from reports.figures.enums import Span
from reports.figures.models import Indicator, Rollup

from .comparing import by_libraries
from .cube import below


class Row(NamedTuple):
    indicator: str
    library: str  # its code
    library_name: str
    span: str
    start: dt.date
    value: Decimal


def monthly_rows(
    indicators: Iterable[Indicator] | None, year: int | None = None, library: Library | None = None
) -> Iterator[Row]:
    """Months, and the year of what is entered by year; of all public figures if none are named.

    Read as a stream: ten years of a district are a hundred thousand rows.
    """
    rows = Rollup.objects.filter(indicator__is_public=True)
    if indicators is not None:
        rows = rows.filter(indicator__in=[row.pk for row in indicators])
    if year is not None:
        rows = rows.filter(start__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    if library is not None:
        rows = rows.filter(library__in=below(library))
    found = rows.order_by("indicator", "library", "span", "start").values_list(
        "indicator__code", "library__code", "library__name", "span", "start", "value"
    )
    return (Row(*row) for row in found.iterator(chunk_size=5000))


def of_ratio(indicator: Indicator, year: int, library: Library | None = None) -> Iterator[Row]:
    """A ratio has no rows of its own: what it is at each library in the year."""
    values = by_libraries([indicator], year)[indicator.code]
    wanted = Library.objects.all()
    if library is not None:
        wanted = wanted.filter(pk__in=below(library))
    for one in wanted:
        amount = values[one.pk].amount if one.pk in values else None
        if amount is not None:
            start = dt.date(year, 1, 1)
            yield Row(indicator.code, one.code, one.name, Span.YEAR, start, amount)
