"""Series: what the dates belong to."""

import uuid
from typing import Annotated

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from events.models import EventSeries, Occurrence
from events.selectors.series import page_paths
from portal.core.webapi import answer, page_of

from . import schemas
from .describing import describe_series
from .parameters import EventParameters

ORDER = ("start_date", "pk")
router = Router()


@router.api_operation(
    ["GET", "HEAD"],
    "/series",
    response=schemas.SeriesListOut,
    operation_id="list_series",
    summary="Series",
)
def list_series(request: HttpRequest, parameters: Query[EventParameters]) -> HttpResponseBase:
    """Series with a date that meets all conditions, by their first day.

    Without `from` these are the series with a date today or later.
    """
    dates = Occurrence.objects.public().matching(parameters.filters())
    rows = EventSeries.objects.public().filter(
        Exists(dates.filter(series__translation_key=OuterRef("translation_key"))),
        is_current=True,
    )
    chosen = list(rows.order_by(*ORDER).values_list("pk", "sequence")[parameters.window])
    return answer(
        request,
        chosen,
        lambda: page_of(request, parameters, [pk for pk, _sequence in chosen], _read),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/series/{uuid:uid}",
    response=schemas.SeriesOut,
    operation_id="get_series",
    summary="One series",
)
def get_series(
    request: HttpRequest,
    uid: Annotated[uuid.UUID, Path(description="Its uid.", examples=[schemas.SERIES_UID])],
) -> HttpResponseBase:
    """A series by its uid, which stays when its page gets another title or address."""
    rows = EventSeries.objects.public().filter(translation_key=uid, is_current=True)
    version = rows.values_list("pk", "sequence").first()
    if version is None:
        raise Http404
    return answer(request, version, lambda: _read([version[0]])[0])


def _read(keys: list[int]) -> list[schemas.SeriesOut]:
    """Five queries."""
    rows = list(
        EventSeries.objects.filter(pk__in=keys)
        .defer("words", "questions")
        .select_related("library")
        .prefetch_related("audiences", "topics", "provisions")
        .order_by(*ORDER)
    )
    pages = page_paths(row.translation_key for row in rows)
    return [describe_series(row, pages.get(row.translation_key, {})) for row in rows]
