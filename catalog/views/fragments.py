"""What the library system says now, for pages that were made earlier and are kept for everybody."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import selectors
from catalog.availability import Knowledge
from catalog.editions import Editions
from catalog.models import Record

SECONDS = 30
_DIGITS = 18  # what a key has at most


@require_safe
def availability(request: HttpRequest) -> HttpResponse:
    """`?ids=1,2,3`: a row for each book; with `&copies=1` also its copies, library by library.

    The same for everybody. Books that are not there are left out.
    """
    keys = _keys(request.GET.get("ids", ""))
    found = Record.objects.in_bulk(keys)
    records = [found[key] for key in keys if key in found]
    answers = selectors.live_availability(records)
    context = {
        "rows": [(record, answers[record.pk]) for record in records],
        "knowledge": Knowledge.of(answers.values()),
    }
    if book := found.get(_chosen(request.GET.get("copies", ""), keys)):
        others = [each for each in records if book.work_id and each.work_id == book.work_id]
        context["book"] = book
        context["editions"] = Editions.of(
            book, (other for other in others if other != book), answers
        )
        context["places"] = selectors.places(answers[book.pk])
    response = render(request, "catalog/availability.html", context)
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _keys(text: str) -> list[int]:
    parts = text.split(",")
    if not 0 < len(parts) <= selectors.MOST or not all(map(_is_key, parts)):
        raise BadRequest("ids: up to 40 numbers of records with commas between them.")
    return list(dict.fromkeys(map(int, parts)))


def _chosen(text: str, keys: list[int]) -> int | None:
    if not text:
        return None
    if not _is_key(text) or int(text) not in keys:
        raise BadRequest("copies: one of ids.")
    return int(text)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
