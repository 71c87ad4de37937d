"""Book clubs and lead readers for programs. Who is in a club is told to nobody."""

from collections.abc import Sequence
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from community.clubs import selectors
from community.clubs.models import Club, LeadReader
from portal.core.webapi import Paging, answer, page_of

from . import schemas
from .describing import describe_club, describe_lead

router = Router(tags=["clubs"])

# What changes without a club being edited: people come and go.
VERSION = ("pk", "circle__taken", "circle__waiting", "circle__capacity")
Slug = Annotated[str, Path(description="Its slug.", examples=[schemas.CLUB], max_length=60)]


@router.api_operation(
    ["GET", "HEAD"],
    "",
    response=schemas.ClubListOut,
    operation_id="list_clubs",
    summary="Book clubs",
)
def list_clubs(request: HttpRequest, parameters: Query[schemas.ClubParameters]) -> HttpResponseBase:
    """Clubs with what they read now and when they meet next, by name."""
    rows = Club.objects.published()
    if parameters.branch:
        rows = rows.filter(library__slug__in=parameters.branch)
    if parameters.audience:
        rows = rows.filter(audiences__slug__in=parameters.audience).distinct()
    chosen = list(rows.order_by("name", "pk").values_list(*VERSION)[parameters.window])
    return answer(
        request,
        chosen,
        lambda: page_of(request, parameters, [row[0] for row in chosen], _read),
        max_age=60,
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/leads",
    response=schemas.LeadListOut,
    operation_id="list_lead_readers",
    summary="Lead readers",
)
def list_lead_readers(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """Who leads, by name."""
    rows: list[LeadReader] = list(selectors.published_leads()[paging.window])
    return answer(
        request,
        [row.pk for row in rows],
        lambda: page_of(request, paging, rows, lambda rows: [describe_lead(row) for row in rows]),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/{slug}",
    response=schemas.ClubOut,
    operation_id="get_club",
    summary="One book club",
)
def get_club(request: HttpRequest, slug: Slug) -> HttpResponseBase:
    """A club that is published at the moment."""
    rows = Club.objects.published().filter(slug=slug.replace("\x00", ""))
    version = rows.values_list(*VERSION).first()
    if version is None:
        raise Http404
    return answer(request, version, lambda: _read([version[0]])[0], max_age=60)


def _read(keys: Sequence[int]) -> list[schemas.ClubOut]:
    """A fixed number of queries."""
    rows = Club.objects.published().detailed().prefetch_related("leads")
    found = {row.pk: row for row in selectors.with_cards(rows.filter(pk__in=keys))}
    return [describe_club(found[key]) for key in keys if key in found]
