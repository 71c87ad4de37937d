"""Sums as numbers: which indicators, at which libraries, over which time, read in one query."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Min, Q, QuerySet, Sum

from portal.core.models import Library
from reports.figures.enums import Span
from reports.figures.models import Indicator, Rollup

EXACT = Decimal("0.0001")
Libraries = Collection[int] | None  # None: all


@dataclass(frozen=True, slots=True)
class Value:
    """A number; *amount* is None where nobody has entered one.

    *libraries* have contributed; of the year at least *months* months are there at each of them.
    """

    amount: Decimal | None = None
    libraries: int = 0
    months: int = 0

    @property
    def is_entered(self) -> bool:
        return self.amount is not None

    @property
    def is_whole_year(self) -> bool:
        return self.months == 12


NOTHING = Value()


def below(library: Library) -> list[int]:
    """The library and all that belong to it."""
    own = Q(pk=library.pk) | Q(parent=library.pk) | Q(parent__parent=library.pk)
    return list(Library.objects.filter(own).values_list("pk", flat=True))


def totals(
    indicators: Iterable[int], span: Span, first: dt.date, last: dt.date, libraries: Libraries
) -> dict[tuple[int, dt.date], Value]:
    """Of each indicator and time, the sum over the libraries: one query."""
    rows = (
        _rows(indicators, span, first, last, libraries)
        .values_list("indicator", "start")
        .annotate(Sum("value"), Count("library"), Min("months"))
        .order_by()
    )
    return {
        (indicator, start): Value(amount.quantize(EXACT), count, months)
        for indicator, start, amount, count, months in rows
    }


def by_library(
    indicators: Iterable[int], span: Span, first: dt.date, last: dt.date, libraries: Libraries
) -> dict[tuple[int, dt.date], dict[int, Value]]:
    """Of each indicator and time, the value of each library: one query."""
    rows = _rows(indicators, span, first, last, libraries).values_list(
        "indicator", "library", "start", "value", "months"
    )
    found: dict[tuple[int, dt.date], dict[int, Value]] = {}
    for indicator, library, start, amount, months in rows:
        found.setdefault((indicator, start), {})[library] = Value(amount, 1, months)
    return found


def standing(
    indicators: Collection[int], year: int, libraries: Libraries = None
) -> dict[int, dict[int, dict[int, Value]]]:
    """Of what stands until it changes, as residents do, all years until *year*, oldest first."""
    if not indicators:
        return {}
    rows = (
        Rollup.objects.filter(
            span=Span.YEAR, indicator__in=indicators, start__lte=dt.date(year, 1, 1)
        )
        .order_by("start")
        .values_list("indicator", "start", "library", "value", "months")
    )
    if libraries is not None:
        rows = rows.filter(library__in=libraries)
    found: dict[int, dict[int, dict[int, Value]]] = {}
    for indicator, start, library, amount, months in rows:
        found.setdefault(indicator, {}).setdefault(start.year, {})[library] = Value(
            amount, 1, months
        )
    return found


def _rows(
    indicators: Iterable[int], span: Span, first: dt.date, last: dt.date, libraries: Libraries
) -> QuerySet[Rollup]:
    rows = Rollup.objects.filter(span=span, start__range=(first, last), indicator__in=indicators)
    return rows if libraries is None else rows.filter(library__in=libraries)


def known(indicators: Iterable[Indicator | str]) -> list[Indicator]:
    """The indicators in their order, given as rows or by code, with their parts: one query."""
    codes = codes_of(indicators)
    rows = Indicator.objects.filter(code__in=codes).select_related("numerator", "denominator")
    found = {row.code: row for row in rows}
    return [found[code] for code in codes if code in found]


def codes_of(indicators: Iterable[Indicator | str]) -> list[str]:
    return [item if isinstance(item, str) else item.code for item in indicators]
