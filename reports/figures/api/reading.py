"""Figures: what is counted, and the numbers by library, month and year."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from portal.core.models import Library
from portal.core.webapi import Paging, answer, bilingual, page_of
from reports.figures.models import Indicator, Rollup
from reports.figures.selectors.cube import below

from . import schemas

router = Router(tags=["figures"])


@router.api_operation(
    ["GET", "HEAD"],
    "/indicators",
    response=schemas.IndicatorListOut,
    operation_id="list_indicators",
    summary="What is counted",
)
def list_indicators(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """Every public figure with its definition, in the order of the site."""
    rows = Indicator.objects.public().select_related("numerator", "denominator")
    return answer(
        request,
        [],
        lambda: page_of(
            request, paging, rows[paging.window], lambda some: [_indicator(row) for row in some]
        ),
    )


class NumberFilters(Paging):
    """Which numbers."""

    indicator: str | None = Field(
        None, description="Only this figure, by code.", examples=["visits"], max_length=40
    )
    library: str | None = Field(
        None,
        description="Only this library and all that belong to it, by code.",
        examples=["DC01"],
        max_length=16,
    )
    year: int | None = Field(None, ge=1900, le=2200, description="Only this year.", examples=[2026])
    period: schemas.PeriodOut | None = Field(
        None, description="Only months, or only years.", examples=["month"]
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/figures",
    response=schemas.NumberListOut,
    operation_id="list_figures",
    summary="The numbers",
)
def list_figures(request: HttpRequest, filters: Query[NumberFilters]) -> HttpResponseBase:
    """By figure, library and time. Ratios have no numbers: divide what they are made of."""
    return answer(
        request,
        [],
        lambda: page_of(
            request,
            filters,
            _numbers(filters)[filters.window],
            lambda some: [_number(r) for r in some],
        ),
    )


def _numbers(filters: NumberFilters) -> QuerySet[Rollup]:
    rows = Rollup.objects.filter(indicator__is_public=True)
    if filters.indicator is not None:
        rows = rows.filter(indicator__code=filters.indicator)
    if filters.library is not None:
        library = Library.objects.filter(code=filters.library).first()
        rows = rows.filter(library__in=below(library) if library else [])
    if filters.year is not None:
        rows = rows.filter(start__year=filters.year)
    if filters.period is not None:
        rows = rows.filter(span=filters.period)
    return rows.select_related("indicator", "library").order_by(
        "indicator", "library", "span", "start"
    )


def _indicator(row: Indicator) -> schemas.IndicatorOut:
    return schemas.IndicatorOut(
        code=row.code,
        name=bilingual(row, "name"),
        definition=bilingual(row, "definition"),
        unit=bilingual(row, "unit"),
        decimals=row.decimals,
        standard=row.standard,
        source=row.source,
        cadence=row.cadence,
        combine=schemas.CombineOut(row.combine),
        numerator=row.numerator.code if row.numerator else None,
        denominator=row.denominator.code if row.denominator else None,
        factor=float(row.factor),
        topic=row.topic,
    )


def _number(row: Rollup) -> schemas.NumberOut:
    return schemas.NumberOut(
        indicator=row.indicator.code,
        library=row.library.code,
        period=schemas.PeriodOut(row.span),
        start=row.start,
        value=float(row.value),
    )
