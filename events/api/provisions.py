"""What makes events possible for more people."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router

from events.models import Provision
from portal.core.webapi import Paging, TermListOut, answer, page_of, term

router = Router()


@router.api_operation(
    ["GET", "HEAD"],
    "/access",
    response=TermListOut,
    operation_id="list_access",
    summary="Provisions for access",
)
def list_access(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """What the filter `access` takes: sign language, large print, a quiet room."""
    rows = list(Provision.objects.all()[paging.window])
    version = [(row.slug, row.name, row.name_en) for row in rows]
    return answer(
        request,
        version,
        lambda: page_of(request, paging, rows, lambda rows: [term(row) for row in rows]),
    )
