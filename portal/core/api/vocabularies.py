"""The closed lists whose slugs the filters take."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from portal.core.models import Audience
from portal.core.selectors import audiences, topics
from portal.core.webapi import (
    PageOf,
    Paging,
    TermListOut,
    TermOut,
    answer,
    bilingual,
    page_of,
    term,
)

router = Router()


class AudienceOut(TermOut):
    """A group of readers; one defined by age says from which to which month of life."""

    min_months: int | None = Field(
        description="From this age, in months; null: not bounded.", examples=[36]
    )
    max_months: int | None = Field(
        description="Below this age, in months; null: not bounded.", examples=[84]
    )


class AudienceListOut(PageOf[AudienceOut]):
    """A page of audiences."""


@router.api_operation(
    ["GET", "HEAD"],
    "/audiences",
    response=AudienceListOut,
    operation_id="list_audiences",
    summary="Groups of readers",
)
def list_audiences(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """What the filter `audience` takes."""
    return answer(
        request,
        [],
        lambda: page_of(
            request, paging, audiences()[paging.window], lambda rows: [_audience(r) for r in rows]
        ),
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/topics",
    response=TermListOut,
    operation_id="list_topics",
    summary="Topics",
)
def list_topics(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """What the filter `topic` takes."""
    return answer(
        request,
        [],
        lambda: page_of(
            request, paging, topics()[paging.window], lambda rows: [term(row) for row in rows]
        ),
    )


def _audience(row: Audience) -> AudienceOut:
    return AudienceOut(
        slug=row.slug,
        name=bilingual(row, "name"),
        min_months=row.min_months,
        max_months=row.max_months,
    )
