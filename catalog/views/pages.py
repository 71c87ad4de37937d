"""The page of a book, and the way to it by ISBN."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import page_parts, selectors
from catalog.availability import LibraryCopies
from catalog.citation import gb7714
from catalog.editions import Editions
from catalog.ils.capabilities import Capability
from catalog.models import Cover, Record
from catalog.structured import book_data, json_ld
from catalog.systems import ils

PAGE_SECONDS = 5 * 60


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A book: what it is, where a copy stands, and what it stands beside."""
    book = get_object_or_404(Record, pk=pk)
    others = selectors.other_editions(book)
    similar = selectors.similar_books(book)
    found = selectors.availability([book, *others, *(each.record for each in similar)])
    branch = request.GET.get("branch", "")
    editions = Editions.of(book, others, found)
    parts = page_parts.parts_of(book)
    response = render(
        request,
        "catalog/record.html",
        {
            "record": book,
            "cover": Cover.objects.of(book),
            "editions": editions,
            "availability": editions.this.availability,
            "places": _own_first(selectors.places(editions.this.availability), branch),
            "libraries": selectors.library_choices(),
            "branch": branch,
            "similar": [(each, found[each.record.pk]) for each in similar],
            "lists": selectors.lists_with(book),
            "hold_url": _hold_url(book),
            "citation": gb7714(book),
            "parts": parts,
            "json_ld": json_ld(
                book_data(book, others, absolute=request.build_absolute_uri)
                | page_parts.structured_data(parts)
            ),
            "crumbs": _crumbs(book),
        },
    )
    response["Cache-Control"] = f"public, max-age={PAGE_SECONDS}"
    return response


def _hold_url(book: Record) -> str:
    """Where to place a hold; nothing where the library system, or this portal, takes none."""
    if book.is_withdrawn or not ils().can(Capability.HOLD_PLACE):
        return ""
    try:
        return reverse("borrowing:hold", args=[book.pk])
    except NoReverseMatch:
        return ""


def _own_first(places: list[LibraryCopies], slug: str) -> list[LibraryCopies]:
    """The library that the reader calls theirs before the others; script keeps it in mind."""
    return sorted(places, key=lambda place: place.library.slug != slug)


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
