"""Calls for entries and published works for programs: by pen name, and of children nothing more."""

import uuid
from collections.abc import Sequence
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from community.works import selectors
from community.works.models import Call, Entry
from portal.core.webapi import Paging, answer, page_of

from . import schemas
from .describing import describe_call, describe_work

router = Router(tags=["works"])

# What may change without the portal's content being published anew.
VERSION = ("pk", "contribution__published_version", "likes_count")
Slug = Annotated[str, Path(description="Its slug.", examples=[schemas.CALL], max_length=60)]


@router.api_operation(
    ["GET", "HEAD"],
    "",
    response=schemas.WorkListOut,
    operation_id="list_works",
    summary="Readers' works",
)
def list_works(request: HttpRequest, parameters: Query[schemas.WorkParameters]) -> HttpResponseBase:
    """What readers have made and published, the newest first."""
    rows = selectors.published()
    if parameters.call:
        rows = rows.filter(call__slug=parameters.call, call__live=True)
    if parameters.kind:
        rows = rows.filter(form=parameters.kind)
    chosen = list(rows.values_list(*VERSION)[parameters.window])
    return answer(
        request,
        chosen,
        lambda: page_of(request, parameters, [row[0] for row in chosen], _read),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/calls",
    response=schemas.CallListOut,
    operation_id="list_calls",
    summary="Calls for entries",
)
def list_calls(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """Open ones by their end, then what is coming, then the past."""
    rows: list[Call] = list(selectors.calls()[paging.window])
    return answer(
        request,
        [(row.pk, row.stage) for row in rows],
        lambda: page_of(request, paging, rows, lambda rows: [describe_call(row) for row in rows]),
        max_age=60,
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/calls/{slug}",
    response=schemas.CallOut,
    operation_id="get_call",
    summary="One call for entries",
)
def get_call(request: HttpRequest, slug: Slug) -> HttpResponseBase:
    """A call that is published at the moment, open or not."""
    row = selectors.calls().filter(slug=slug.replace("\x00", "")).first()
    if row is None:
        raise Http404
    return answer(request, (row.pk, row.stage), lambda: describe_call(row), max_age=60)


@router.api_operation(
    ["GET", "HEAD"],
    "/{uuid:uid}",
    response=schemas.WorkOut,
    operation_id="get_work",
    summary="One reader's work",
)
def get_work(
    request: HttpRequest,
    uid: Annotated[uuid.UUID, Path(description="Its uid.", examples=[schemas.WORK_UID])],
) -> HttpResponseBase:
    """A work by its uid, which stays when it is changed."""
    rows = selectors.published().filter(contribution__uid=uid)
    version = rows.values_list(*VERSION).first()
    if version is None:
        raise Http404
    return answer(request, version, lambda: _read([version[0]])[0])


def _read(keys: Sequence[int]) -> list[schemas.WorkOut]:
    """Two queries."""
    found: dict[int, Entry] = selectors.published().in_bulk(keys)
    return [describe_work(found[key]) for key in keys if key in found]
