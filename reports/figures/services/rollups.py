"""Keeps the sums by month and year in step with the facts. The rules stand here and only here.

- A month is the number entered for the month; without one it is made of the days.
- A year is the number entered for the year; without one it is made of its months.
- So nothing counts twice: the longer time goes before the shorter ones within it.
- Days and months are added up, or the last one that was entered counts, as the indicator says.
- What was not entered, or taken back, is left out; a month without any number has no sum.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import CharField, QuerySet, Sum
from django.db.models.functions import Cast, Substr

from portal.core import bulk
from reports.figures.enums import Combine, Span
from reports.figures.models import Fact, Indicator, Rollup

Series = tuple[int, int]  # an indicator at a library
Key = tuple[int, int, dt.date]  # the same in a month or a year
Numbers = dict[Key, Decimal]
_EXACT = Decimal("0.0001")


def refresh(cells: Iterable[tuple[int, int, str, dt.date]]) -> None:
    """Make the sums anew that *cells* are part of. Call in the transaction of the change."""
    months: set[Key] = set()
    years: set[Key] = set()
    for indicator, library, span, start in cells:
        years.add((indicator, library, start.replace(month=1, day=1)))
        if span != Span.YEAR:
            months.add((indicator, library, start.replace(day=1)))
    if months:
        _write(Span.MONTH, months, {key: (value, 1) for key, value in _months(months).items()})
    if years:
        _write(Span.YEAR, years, _years(years))


def rebuild() -> int:
    """Make all sums anew, year by year; say how many there are. For repairs and for tests."""
    Rollup.objects.all().delete()
    for year in Fact.objects.dates("start", "year"):
        some = Fact.objects.filter(start__range=(year, year.replace(month=12, day=31)))
        refresh(some.values_list("indicator", "library", "span", "start").iterator())
    return Rollup.objects.count()


def _months(keys: set[Key]) -> Numbers:
    facts = _facts(keys, last=max(key[2] for key in keys) + dt.timedelta(days=31))
    found = _days(facts.filter(span=Span.DAY))
    entered = facts.filter(span=Span.MONTH).values_list("indicator", "library", "start", "value")
    found.update(((i, lib, start), value) for i, lib, start, value in entered)
    return found


def _days(facts: "QuerySet[Fact]") -> Numbers:
    """The days of each month put together, as their indicator says."""
    last = set(Indicator.objects.filter(combine=Combine.LAST).values_list("pk", flat=True))
    month = Substr(Cast("start", CharField()), 1, 7)
    summed = (
        facts.exclude(indicator__in=last)
        .values_list("indicator", "library", month)
        .annotate(total=Sum("value"))
        .order_by()
    )
    found = {
        (indicator, library, dt.date.fromisoformat(f"{text}-01")): total.quantize(_EXACT)
        for indicator, library, text, total in summed
    }
    standing = facts.filter(indicator__in=last).order_by("start")
    for indicator, library, start, value in standing.values_list(
        "indicator", "library", "start", "value"
    ).iterator():
        found[indicator, library, start.replace(day=1)] = value
    return found


def _years(keys: set[Key]) -> dict[Key, tuple[Decimal, int]]:
    last = set(Indicator.objects.filter(combine=Combine.LAST).values_list("pk", flat=True))
    end = max(key[2] for key in keys).replace(month=12, day=31)
    months = _of(Rollup.objects.filter(span=Span.MONTH), keys, end).order_by("start")
    found: dict[Key, tuple[Decimal, int]] = {}
    for indicator, library, start, value in months.values_list(
        "indicator", "library", "start", "value"
    ).iterator():
        key = (indicator, library, start.replace(month=1))
        before, count = found.get(key, (Decimal(0), 0))
        found[key] = (value if indicator in last else before + value, count + 1)
    entered = _facts(keys, last=end).filter(span=Span.YEAR)
    for indicator, library, start, value in entered.values_list(
        "indicator", "library", "start", "value"
    ):
        found[indicator, library, start] = (value, 12)
    return found


def _facts(keys: set[Key], last: dt.date) -> "QuerySet[Fact]":
    return _of(Fact.objects.filter(value__isnull=False), keys, last)


def _of(rows: QuerySet, keys: set[Key], last: dt.date) -> QuerySet:
    """Rows of these indicators and libraries from the first of *keys* until *last*."""
    return rows.filter(
        indicator__in={key[0] for key in keys},
        library__in={key[1] for key in keys},
        start__range=(min(key[2] for key in keys), last),
    )


def _write(span: Span, keys: set[Key], found: dict[Key, tuple[Decimal, int]]) -> None:
    columns = ["indicator", "library", "span", "start", "value", "months"]
    bulk.upsert(
        Rollup,
        columns,
        (
            (indicator, library, span, start, *found[indicator, library, start])
            for indicator, library, start in keys
            if (indicator, library, start) in found
        ),
        key=columns[:4],
    )
    gone = [key for key in keys if key not in found]
    if gone:
        _delete(span, gone)


def _delete(span: Span, gone: list[Key]) -> None:
    end = max(key[2] for key in gone)
    rows = _of(Rollup.objects.filter(span=span), set(gone), end)
    keys = set(gone)
    Rollup.objects.filter(
        pk__in=[
            pk
            for pk, *key in rows.values_list("pk", "indicator", "library", "start")
            if tuple(key) in keys
        ]
    ).delete()
