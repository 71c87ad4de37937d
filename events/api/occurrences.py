"""Dates: what's on as rows."""

import uuid
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet
from events.selectors import occurrences
from portal.core.webapi import answer, page_of

from . import schemas
from .describing import describe_occurrence
from .parameters import OccurrenceParameters

MAX_AGE = 60  # seconds; places are taken without anything being published
VERSION = ("pk", "sequence", "people", "state")
router = Router()


@router.api_operation(
    ["GET", "HEAD"],
    "/occurrences",
    response=schemas.OccurrenceListOut,
    operation_id="list_occurrences",
    summary="Dates",
)
def list_occurrences(
    request: HttpRequest, parameters: Query[OccurrenceParameters]
) -> HttpResponseBase:
    """What's on, by day and time. Without `from` it begins today.

    What lasts several days is on each of them; what was cancelled is listed and says so. To read
    more than the last page allows, ask month by month with `from` and `to`.
    """
    rows = Occurrence.objects.public().matching(parameters.filters())
    if parameters.series:
        rows = rows.filter(series__translation_key=parameters.series)
    # Choosing reads an index; only the few that are chosen are joined with the rest.
    rows = rows.order_by("local_date", "start", "pk")
    chosen = list(rows.values_list(*VERSION)[parameters.window])
    return answer(
        request,
        chosen,
        lambda: page_of(request, parameters, [pk for pk, *_version in chosen], _read),
        max_age=MAX_AGE,
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/occurrences/{uuid:uid}",
    response=schemas.OccurrenceOut,
    operation_id="get_occurrence",
    summary="One date",
)
def get_occurrence(
    request: HttpRequest,
    uid: Annotated[uuid.UUID, Path(description="Its uid.", examples=[schemas.DATE_UID])],
) -> HttpResponseBase:
    """A date by its uid, which is also that of its calendar entries."""
    version = Occurrence.objects.public().filter(uid=uid).values_list(*VERSION).first()
    if version is None:
        raise Http404
    return answer(request, version, lambda: _read([version[0]])[0], max_age=MAX_AGE)


def _read(keys: list[int]) -> list[schemas.OccurrenceOut]:
    """Five queries."""
    rows: OccurrenceQuerySet = occurrences().filter(pk__in=keys)
    rows = rows.prefetch_related("series__provisions").order_by("local_date", "start", "pk")
    return [describe_occurrence(row) for row in rows]
