"""Figures as files: one row for each library and month, documented, safe in spreadsheets."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse

from portal.core.spreadsheets import csv_response
from reports.figures.filters import Choice
from reports.figures.models import Indicator
from reports.figures.selectors.rows import Row, monthly_rows, of_ratio

COLUMNS = ("indicator", "library", "library_name", "period", "start", "value", "unit")


def csv(indicator: Indicator, choice: Choice) -> HttpResponse:
    name = f"{indicator.code}-{choice.year}.csv"
    rows = (_cells(row, indicator) for row in _rows(indicator, choice))
    response = csv_response([COLUMNS, *rows], filename=name)
    response["Cache-Control"] = "public, max-age=300"
    return response


def json(indicator: Indicator, choice: Choice) -> JsonResponse:
    rows = [
        dict(zip(COLUMNS, _cells(row, indicator), strict=True)) for row in _rows(indicator, choice)
    ]
    about = {
        "indicator": indicator.code,
        "name": {"zh-hans": indicator.name, "en": indicator.name_en},
        "definition": {"zh-hans": indicator.definition, "en": indicator.definition_en},
        "unit": {"zh-hans": indicator.unit, "en": indicator.unit_en},
        "standard": indicator.standard,
        "year": choice.year,
        "rows": rows,
    }
    return JsonResponse(about, json_dumps_params={"ensure_ascii": False})


def _rows(indicator: Indicator, choice: Choice) -> Iterator[Row]:
    if indicator.is_ratio:
        return of_ratio(indicator, choice.year, choice.library)
    return monthly_rows([indicator], choice.year, choice.library)


def _cells(row: Row, indicator: Indicator) -> tuple[Any, ...]:
    return (
        row.indicator,
        row.library,
        row.library_name,
        row.span,
        row.start.isoformat(),
        plain(row.value, indicator.decimals),
        indicator.unit_label,
    )


def plain(value: Any, decimals: int) -> int | float:
    """A number as a number: no noughts after the point that nobody entered."""
    return round(float(value), 4) if decimals or value % 1 else int(value)
