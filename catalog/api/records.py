"""Records by their key and by ISBN."""

from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from ninja import Path, Router

from catalog import selectors
from catalog.models import Record
from portal.core.webapi import absolute, answer, in_each_language

from . import schemas

router = Router()
MAX_KEY = 2**63 - 1


@router.api_operation(
    ["GET", "HEAD"],
    "/{int:pk}",
    response=schemas.RecordOut,
    operation_id="get_record",
    summary="One record",
)
def get_record(
    request: HttpRequest,
    pk: Annotated[int, Path(description="Its key.", examples=[1201], le=MAX_KEY)],
) -> HttpResponseBase:
    """A record, withdrawn ones too."""
    return _answer(request, Record.objects.filter(pk=pk).first())


@router.api_operation(
    ["GET", "HEAD"],
    "/isbn/{isbn}",
    response=schemas.RecordOut,
    operation_id="get_record_by_isbn",
    summary="The record of an ISBN",
)
def get_record_by_isbn(
    request: HttpRequest,
    isbn: Annotated[
        str,
        Path(description="Ten or thirteen digits, hyphens or not.", examples=[schemas.ISBN],
             max_length=40),
    ],
) -> HttpResponseBase:  # fmt: skip
    """The newest record with this ISBN that is offered."""
    return _answer(request, selectors.record_by_isbn(isbn))


def _answer(request: HttpRequest, record: Record | None) -> HttpResponseBase:
    if record is None:
        raise Http404
    version = (record.pk, record.updated_at.timestamp(), record.is_withdrawn)
    return answer(request, version, lambda: _describe(record))


def _describe(record: Record) -> schemas.RecordOut:
    return schemas.RecordOut(
        id=record.pk,
        record_id=record.record_id,
        source=record.source,
        work=record.work_id,
        title=record.title,
        subtitle=record.subtitle,
        volume=record.volume,
        creators=[
            schemas.CreatorOut(
                name=creator["name"],
                role=creator.get("role", ""),
                is_main=bool(creator.get("is_main")),
            )
            for creator in record.creators
        ],
        edition=record.edition,
        place=record.place,
        publisher=record.publisher,
        year=record.year,
        extent=record.extent,
        series=record.series,
        summary=record.summary,
        subjects=record.subjects,
        clc=record.clc,
        clc_top=record.clc_top,
        audience=record.audience,
        language=record.language,
        isbn=record.isbn13,
        is_withdrawn=record.is_withdrawn,
        changed_at=record.updated_at,
        links=_links(record),
    )


def _links(record: Record) -> schemas.RecordLinksOut:
    availability = reverse("api-1:list_availability")
    return schemas.RecordLinksOut(
        self=absolute(reverse("api-1:get_record", args=[record.pk])),
        page=in_each_language(lambda: absolute(record.get_absolute_url())),
        cover=in_each_language(lambda: absolute(reverse("catalog:cover", args=[record.pk])))[
            settings.LANGUAGE_CODE
        ],
        availability=absolute(f"{availability}?ids={record.pk}"),
    )
