"""The picture of a book's cover."""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from catalog import covers
from catalog.models import Cover, Record

COVER_SECONDS = 24 * 60 * 60
COVER_FIELDS = [
    "isbn13",
    "title",
    "volume",
    "creators",
    "authors_text",
    "clc",
    "clc_top",
    "audience",
]


@require_safe
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture somebody gave us, or one that is drawn; never from another site."""
    record = get_object_or_404(Record.objects.only(*COVER_FIELDS), pk=pk)
    if given := Cover.objects.of(record):
        found = redirect(given.file.url)
        found["Cache-Control"] = f"public, max-age={COVER_SECONDS}"
        return found
    parts = (record.title, record.byline, record.volume, record.clc_top, record.is_picture_book)
    etag = quote_etag(blake2b(repr((covers.VERSION, parts)).encode(), digest_size=12).hexdigest())
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(
            covers.cover_svg(
                record.title,
                record.byline,
                clc_top=record.clc_top,
                volume=record.volume,
                is_picture_book=record.is_picture_book,
            ),
            content_type="image/svg+xml",
        )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={COVER_SECONDS}"
    return response
