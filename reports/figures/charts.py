"""Figures as charts: how a year, some years and the libraries are drawn."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.charts import Chart, Kind, Point, long_month, short_month, spark, spark_says
from portal.core.models import Library
from reports.figures.enums import Combine
from reports.figures.models import Indicator
from reports.figures.selectors import Value
from reports.figures.selectors.overview import Figure

ENOUGH = 2  # numbers that make a line


def of_year(figure: Figure, *, query: str = "", kind: str = Kind.LINE) -> Chart:
    """The months of the year, with those of the year before."""
    months = [dt.date(figure.year, number, 1) for number in range(1, 13)]
    points = [
        Point(short_month(month), now, before, long_month(month))
        for month, now, before in zip(months, figure.months, figure.months_before, strict=True)
    ]
    return Chart(
        kind,
        _("%(figure)s by month") % {"figure": figure.indicator.label},
        points,
        label=_("Month"),
        now=str(figure.year),
        before=str(figure.year - 1),
        adds_up=figure.indicator.combine == Combine.SUM,
        key=f"m-{figure.indicator.code}",
        unit=figure.indicator.unit_label,
        decimals=figure.indicator.decimals,
        **_links(figure.indicator, query),
    )


def of_years(figure: Figure, *, query: str = "") -> Chart:
    """The years up to the one that is shown; those before the first number are left out."""
    first = figure.year - len(figure.years) + 1
    points = [
        Point(str(year), value.amount) for year, value in enumerate(figure.years, start=first)
    ]
    while points and points[0].value is None:
        points.pop(0)
    return Chart(
        Kind.COLUMNS,
        _("%(figure)s by year") % {"figure": figure.indicator.label},
        points,
        label=pgettext("figure", "Year"),
        key=f"y-{figure.indicator.code}",
        unit=figure.indicator.unit_label,
        decimals=figure.indicator.decimals,
        **_links(figure.indicator, query),
    )


def of_topic(figures: Sequence[Figure], query: str = "") -> Chart | None:
    """The first figure that makes a line, or else columns of years."""
    for figure in figures:
        if _count(figure.months) >= ENOUGH:
            return of_year(figure, query=query)
    for figure in figures:
        if _count([value.amount for value in figure.years]) >= ENOUGH:
            return of_years(figure, query=query)
    return None


def of_libraries(
    indicator: Indicator,
    rows: Sequence[tuple[Library, Value, Value]],
    *,
    year: int,
    decimals: int | None = None,
    note: str = "",
) -> Chart:
    """The libraries side by side, the largest first; those without a number last."""
    ordered = sorted(
        rows, key=lambda row: (row[1].amount is None, -(row[1].amount or 0), row[0].level)
    )
    known = [value.amount for _library, value, _last in rows if value.amount is not None]
    # In a year that is not over, a whole year before says nothing.
    alike = [value for _library, value, last in rows if value.months == last.months]
    is_compared = len(alike) > len(known) / 2
    base = reverse("figures:indicator", args=[indicator.code])
    return Chart(
        Kind.BARS,
        _("%(figure)s by library") % {"figure": indicator.label},
        [
            Point(
                library.short_label,
                value.amount,
                last.amount if is_compared and value.months == last.months else None,
                library.label,
                url=f"{base}?year={year}&library={library.slug}",
            )
            for library, value, last in ordered
        ],
        label=_("Library"),
        now=str(year),
        before=str(year - 1),
        note=note,
        key=f"l-{indicator.code}",
        unit=indicator.unit_label,
        decimals=indicator.decimals if decimals is None else decimals,
        median=median(known) if len(known) > ENOUGH else None,
    )


def trend(figure: Figure) -> SafeString:
    """The line beside a key figure: its months, or its years where it has none."""
    by_month = _count(figure.months) >= ENOUGH
    chart = of_year(figure) if by_month else of_years(figure)
    if _count(chart.values) < ENOUGH:
        return SafeString("")
    before = chart.values_before if by_month else ()
    return spark(
        chart.values, name=spark_says(chart), key=f"s-{figure.indicator.code}", before=before
    )


def _count(values: Sequence[Decimal | float | None]) -> int:
    return sum(value is not None for value in values)


def _links(indicator: Indicator, query: str) -> dict[str, str]:
    code = [indicator.code]
    return {
        "definition_url": reverse("figures:indicator", args=code) + query,
        "csv_url": reverse("figures:table", args=[*code, "csv"]) + query,
        "json_url": reverse("figures:table", args=[*code, "json"]) + query,
    }
