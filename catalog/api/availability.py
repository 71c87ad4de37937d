"""Whether books can be had: up to forty in one question."""

from typing import Annotated

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import Field

from catalog import selectors
from catalog.availability import Availability, Copy
from catalog.models import Record
from portal.core.api.schemas import LibraryRef
from portal.core.webapi import answer, bilingual

from . import schemas

router = Router()
SECONDS = 30
MAX_KEY = 2**63 - 1

Key = Annotated[int, Field(ge=1, le=MAX_KEY)]


class AvailabilityParameters(Schema):
    """Which books."""

    ids: list[Key] = Field(
        min_length=1,
        max_length=selectors.MOST,
        description="Keys of records; give it up to 40 times.",
        examples=[[1201]],
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/availability",
    response=schemas.AvailabilityListOut,
    operation_id="list_availability",
    summary="Availability of up to 40 records",
)
def list_availability(
    request: HttpRequest, parameters: Query[AvailabilityParameters]
) -> HttpResponseBase:
    """The library system is asked once for all of them; where it is silent, older answers stand.

    An answer may be kept for half a minute.
    """
    keys = list(dict.fromkeys(parameters.ids))
    found = Record.objects.in_bulk(keys)
    answers = selectors.live_availability(found[key] for key in keys if key in found)
    body = schemas.AvailabilityListOut(
        items=[_describe(key, answers[key]) for key in keys if key in answers]
    )
    version = [body.model_dump_json()]
    return answer(request, version, lambda: body, max_age=SECONDS)


def _describe(key: int, found: Availability) -> schemas.AvailabilityOut:
    return schemas.AvailabilityOut(
        id=key,
        available=found.is_available,
        freshness=schemas.FreshnessOut(found.freshness.value),
        as_of=found.as_of,
        is_silent=found.is_silent,
        queue=found.queue,
        copies=[_copy(copy) for copy in found.items],
    )


def _copy(copy: Copy) -> schemas.CopyOut:
    library = copy.library
    return schemas.CopyOut(
        library=LibraryRef(code=library.code, slug=library.slug, name=bilingual(library, "name")),
        status=schemas.StatusOut(str(copy.status)),
        call_number=copy.call_number,
        area=copy.area,
        shelf=copy.shelf,
        due=copy.due,
    )
