"""Libraries: where they are, when they are open, what they have."""

from typing import Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from portal.core.models import Library
from portal.core.webapi import Paging, answer, page_of

from . import schemas
from .describing import describe, described_libraries

router = Router()


@router.api_operation(
    ["GET", "HEAD"],
    "/libraries",
    response=schemas.LibraryListOut,
    operation_id="list_libraries",
    summary="All libraries",
)
def list_libraries(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """Main libraries first, then branches, then reading rooms."""
    return answer(
        request,
        [],
        lambda: page_of(request, paging, described_libraries()[paging.window], describe),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/libraries/{key}",
    response=schemas.LibraryOut,
    operation_id="get_library",
    summary="One library",
)
def get_library(
    request: HttpRequest,
    key: Annotated[
        str, Path(description="Its code or its slug.", examples=["first"], max_length=40)
    ],
) -> HttpResponseBase:
    """A library by the code the catalogue uses, or by the slug of its address."""
    pk = Library.objects.filter(Q(code=key) | Q(slug=key)).values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    return answer(request, [], lambda: describe(described_libraries().filter(pk=pk))[0])
