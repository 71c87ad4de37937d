"""Public pages of the catalogue."""

from hashlib import blake2b

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import covers, selectors
from catalog.citation import gb7714
from catalog.models import Record
from catalog.structured import book_data, json_ld

PAGE_SECONDS = 5 * 60
COVER_SECONDS = 7 * 24 * 60 * 60
COVER_FIELDS = ["title", "volume", "creators", "authors_text", "clc", "clc_top", "audience"]


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A book: what it is, where a copy stands, and what it stands beside."""
    book = get_object_or_404(Record, pk=pk)
    url = request.build_absolute_uri(book.get_absolute_url())
    image = request.build_absolute_uri(reverse("catalog:cover", args=[book.pk]))
    libraries = selectors.copies_by_library(book)
    response = render(
        request,
        "catalog/record.html",
        {
            "record": book,
            "libraries": libraries,
            "availability": selectors.Availability.of(
                holding for place in libraries for holding in place.holdings
            ),
            "as_of": selectors.last_import(book.source),
            "editions": selectors.other_editions(book),
            "lists": selectors.lists_with(book),
            "citation": gb7714(book),
            "json_ld": json_ld(book_data(book, url=url, image=image)),
            "crumbs": _crumbs(book),
        },
    )
    response["Cache-Control"] = f"public, max-age={PAGE_SECONDS}"
    return response


def _crumbs(book: Record) -> list[tuple[str, str]]:
    """All books, then those of the same class."""
    search = reverse("search:results")
    crumbs = [(_("Books"), f"{search}?kind=books")]
    if book.clc_top:
        crumbs.append((book.get_clc_top_display(), f"{search}?kind=books&class={book.clc_top}"))
    return crumbs


@require_safe
def by_isbn(request: HttpRequest, isbn: str) -> HttpResponse:
    """A stable address for a book that other sites can make from its ISBN."""
    record = selectors.record_by_isbn(isbn)
    if record is None:
        raise Http404
    return redirect(record)


@require_safe
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Record.objects.only(*COVER_FIELDS), pk=pk)
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
