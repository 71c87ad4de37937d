"""Published reviews for programs: by pen name, and of children nothing more."""

import uuid
from collections.abc import Sequence
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from community.reviews import selectors
from community.reviews.models import Review
from portal.core.webapi import answer, page_of

from . import schemas
from .describing import describe

router = Router(tags=["reviews"])

# What may change without the portal's content being published anew.
VERSION = ("pk", "edited_at", "picked_at", "helpful_count")


@router.api_operation(
    ["GET", "HEAD"],
    "",
    response=schemas.ReviewListOut,
    operation_id="list_reviews",
    summary="Reviews",
)
def list_reviews(
    request: HttpRequest, parameters: Query[schemas.ReviewParameters]
) -> HttpResponseBase:
    """What readers have published about books, the newest first."""
    rows = selectors.published()
    if parameters.work is not None:
        rows = rows.filter(work=parameters.work)
    if parameters.record is not None:
        rows = rows.filter(work__records=parameters.record)
    if parameters.kind:
        rows = rows.filter(form=parameters.kind)
    if parameters.picks:
        rows = rows.filter(picked_at__isnull=False)
    chosen = list(rows.values_list(*VERSION)[parameters.window])
    return answer(
        request,
        chosen,
        lambda: page_of(request, parameters, [row[0] for row in chosen], _read),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/{uuid:uid}",
    response=schemas.ReviewOut,
    operation_id="get_review",
    summary="One review",
)
def get_review(
    request: HttpRequest,
    uid: Annotated[uuid.UUID, Path(description="Its uid.", examples=[schemas.REVIEW_UID])],
) -> HttpResponseBase:
    """A review by its uid, which stays when its words are changed."""
    rows = selectors.published().filter(contribution__uid=uid)
    version = rows.values_list(*VERSION).first()
    if version is None:
        raise Http404
    return answer(request, version, lambda: _read([version[0]])[0])


def _read(keys: Sequence[int]) -> list[schemas.ReviewOut]:
    """One query."""
    found: dict[int, Review] = selectors.published().in_bulk(keys)
    return [describe(found[key]) for key in keys if key in found]
