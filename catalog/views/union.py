"""Asking the union catalogue live, and taking over what is found there."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog import selectors
from catalog.ils.errors import NotFound
from catalog.selectors.union import MOST_PAGES, PER_PAGE, UnionAnswer
from catalog.services.mirroring import mirror
from catalog.systems import source
from portal.accounts import throttle

PAGE_SECONDS = 60
LONGEST = 100
A_MINUTE = 20  # questions of one address


@require_safe
def union(request: HttpRequest) -> HttpResponse:
    """What is found elsewhere; an apology, never an error, where nobody answers."""
    if not selectors.can_ask_union():
        raise Http404
    text = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    if not text:
        return _page(request, text, UnionAnswer())
    if throttle.is_too_often(request, "union", limit=A_MINUTE):
        return throttle.too_many_requests(request)
    page = _page_number(request.GET.get("page", ""))
    answer = selectors.union_answer(text, page)
    if answer.total and not answer.hits and page > 1:
        return redirect(f"{reverse('catalog:union')}?{_last_page(text, answer)}")
    return _page(request, text, answer, page)


@require_safe
def union_record(request: HttpRequest, record_id: str) -> HttpResponse:
    """To the page of a record, which is taken over if we do not have it yet."""
    if record := selectors.mirrored(record_id):
        return redirect(record)
    if not selectors.can_ask_union() or len(record_id) > LONGEST:
        raise Http404
    if throttle.is_too_often(request, "union", limit=A_MINUTE):
        return throttle.too_many_requests(request)
    try:
        bib = selectors.union_record(record_id)
    except NotFound as error:
        raise Http404 from error
    if bib is None:
        return _page(request, "", UnionAnswer(is_silent=True))
    return redirect(mirror(bib, source()))


def _page(request: HttpRequest, text: str, answer: UnionAnswer, number: int = 1) -> HttpResponse:
    total = min(answer.total, MOST_PAGES * PER_PAGE)
    results = Paginator(range(total), PER_PAGE).get_page(number)
    context = {"text": text, "answer": answer, "results": results}
    response = render(request, "catalog/union.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = (
        "no-store" if answer.is_silent else f"public, max-age={PAGE_SECONDS}"
    )
    return response


def _page_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), MOST_PAGES)


def _last_page(text: str, answer: UnionAnswer) -> str:
    return urlencode({"q": text, "page": min(-(-answer.total // PER_PAGE), MOST_PAGES)})
