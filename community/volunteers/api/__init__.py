"""What volunteers can do and when, for programs. Who helps is nobody's business."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import Path, Query, Router

from community.volunteers.enums import OpportunityState
from community.volunteers.models import Opportunity, Shift
from portal.core.webapi import answer, page_of

from . import schemas
from .describing import describe_opportunity, describe_shift

router = Router(tags=["volunteering"])

SHIFT_VERSION = ("pk", "taken", "waiting", "capacity", "sequence", "state", "note", "note_en")


@router.api_operation(
    ["GET", "HEAD"],
    "/opportunities",
    response=schemas.OpportunityListOut,
    operation_id="list_opportunities",
    summary="Tasks for volunteers",
)
def list_opportunities(
    request: HttpRequest, parameters: Query[schemas.OpportunityParameters]
) -> HttpResponseBase:
    """What there is to do, by title."""
    rows = Opportunity.objects.published()
    if parameters.branch:
        rows = rows.filter(library__slug__in=parameters.branch)
    if parameters.skill:
        rows = rows.filter(skills__slug__in=parameters.skill).distinct()
    found = list(rows.detailed().order_by("title", "pk")[parameters.window])
    return answer(
        request,
        [_version(row) for row in found],
        lambda: page_of(
            request, parameters, found, lambda rows: [describe_opportunity(row) for row in rows]
        ),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/opportunities/{slug}",
    response=schemas.OpportunityOut,
    operation_id="get_opportunity",
    summary="One task",
)
def get_opportunity(
    request: HttpRequest,
    slug: Annotated[str, Path(description="Its slug.", examples=[schemas.TASK], max_length=60)],
) -> HttpResponseBase:
    """A task that is published at the moment."""
    row = Opportunity.objects.published().detailed().filter(slug=slug.replace("\x00", "")).first()
    if row is None:
        raise Http404
    return answer(request, _version(row), lambda: describe_opportunity(row))


def _version(row: Opportunity) -> tuple[Any, ...]:
    """Tasks are few and small: what is told of one is its version."""
    fields = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return (*fields, *(skill.slug for skill in row.skills.all()))


@router.api_operation(
    ["GET", "HEAD"],
    "/shifts",
    response=schemas.ShiftListOut,
    operation_id="list_shifts",
    summary="Shifts",
)
def list_shifts(
    request: HttpRequest, parameters: Query[schemas.ShiftParameters]
) -> HttpResponseBase:
    """When help is wanted, the soonest first. Cancelled shifts stay in the list."""
    rows = _shifts().filter(ends_at__gt=timezone.now())
    if parameters.from_:
        rows = rows.filter(starts_at__gte=_midnight(parameters.from_))
    if parameters.to:
        rows = rows.filter(starts_at__lt=_midnight(parameters.to + dt.timedelta(days=1)))
    if parameters.opportunity:
        rows = rows.filter(opportunity__slug=parameters.opportunity)
    if parameters.branch:
        rows = rows.filter(opportunity__library__slug__in=parameters.branch)
    if parameters.places:
        rows = rows.filter(pk__in=Shift.objects.coming().with_free_places().values("pk"))
    chosen = list(rows.order_by("starts_at", "pk").values_list(*SHIFT_VERSION)[parameters.window])
    return answer(
        request,
        chosen,
        lambda: page_of(request, parameters, [row[0] for row in chosen], _read),
        max_age=60,
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/shifts/{uuid:uid}",
    response=schemas.ShiftOut,
    operation_id="get_shift",
    summary="One shift",
)
def get_shift(
    request: HttpRequest,
    uid: Annotated[uuid.UUID, Path(description="Its uid.", examples=[schemas.SHIFT_UID])],
) -> HttpResponseBase:
    """A shift of a published task, past ones too."""
    version = _shifts().filter(uid=uid).values_list(*SHIFT_VERSION).first()
    if version is None:
        raise Http404
    return answer(request, version, lambda: _read([version[0]])[0], max_age=60)


def _shifts() -> QuerySet[Shift]:
    return Shift.objects.filter(opportunity__state=OpportunityState.PUBLISHED)


def _read(keys: Sequence[int]) -> list[schemas.ShiftOut]:
    """One query."""
    found = Shift.objects.detailed().in_bulk(keys)
    return [describe_shift(found[key]) for key in keys if key in found]


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
