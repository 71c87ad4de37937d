"""One search box over the whole portal."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.enums import ClcClass
from catalog.selectors import can_ask_union
from portal.core.selectors import topics

from . import selectors
from .kinds import Kind
from .question import Question
from .services import count_search

PER_PAGE = 10
SHOWN_OF_EACH = {
    Kind.BOOKS: 4,
    Kind.EVENTS: 3,
    Kind.LISTS: 3,
    Kind.CLUBS: 2,
    Kind.LEADS: 2,
    Kind.REVIEWS: 3,
    Kind.WORKS: 4,
    Kind.CALLS: 2,
    Kind.FIGURES: 3,
    Kind.PLAN: 3,
    Kind.PAGES: 3,
}
LOOKED_AT = 30
PAGE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Tab:
    kind: Kind
    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The best results of one kind and the way to all of them."""

    kind: Kind
    rows: list[Any]
    number: int
    url: str

    @property
    def has_more(self) -> bool:
        return self.number > len(self.rows)


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The best of each kind, or all of one kind page by page; ideas when nothing was asked."""
    question = Question.from_query(request.GET)
    context: dict[str, Any] = {"question": question}
    if question.is_empty:
        context |= {
            "popular": selectors.popular_searches(),
            "topics": topics(),
            "drawers": ClcClass,
        }
    else:
        context |= _answer(request, question)
    response = render(request, "search/results.html", context)
    response["Cache-Control"] = f"public, max-age={PAGE_SECONDS}"
    return response


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Titles that go on from what is being typed, for the script of the search box."""
    items = selectors.suggestions(request.GET.get("q", ""), request)
    response = JsonResponse({"items": [item.as_dict() for item in items]})
    response["Cache-Control"] = f"public, max-age={PAGE_SECONDS}"
    return response


def _answer(request: HttpRequest, question: Question) -> dict[str, Any]:
    answer = selectors.find(question)
    number = answer.number(question.kind)
    if question.page == 1:
        count_search(question.words, kind=question.kind, results=number)
    tabs = [_tab(question, answer, kind) for kind in Kind]
    context = {"answer": answer, "number": number, "tabs": tabs}
    if not answer.number(Kind.BOOKS):
        context["can_ask_union"] = can_ask_union()
    if answer.is_relaxed or not answer.total:
        context["meant"] = selectors.did_you_mean(question.words)
    if question.kind == Kind.ALL:
        return context | {"sections": _sections(question, answer, tabs)}
    if question.kind == Kind.BOOKS:
        context["facets"] = selectors.facet_groups(question, request.GET)
        context["chosen"] = selectors.chosen_facets(question, request.GET)
    return context | {"results": _page(question, answer)}


def _tab(question: Question, answer: selectors.Answer, kind: Kind) -> Tab:
    return Tab(kind, answer.number(kind), question.address(kind), question.kind == kind)


def _sections(question: Question, answer: selectors.Answer, tabs: list[Tab]) -> list[Section]:
    filled = [tab for tab in tabs if tab.kind != Kind.ALL and tab.number]
    sections = []
    for tab in filled:
        shown = SHOWN_OF_EACH[tab.kind] if len(filled) > 1 else PER_PAGE
        # Events are looked at further down the order: those that are over go to its end.
        looked_at = LOOKED_AT if tab.kind == Kind.EVENTS else shown
        rows = selectors.rows(tab.kind, answer.kinds[tab.kind].hits[:looked_at], question.words)
        sections.append(Section(tab.kind, rows[:shown], tab.number, tab.url))
    return sections


def _page(question: Question, answer: selectors.Answer) -> Any:
    hits = answer.kinds[question.kind].hits
    if question.kind == Kind.EVENTS:
        hits = selectors.upcoming_first(hits)
    page = Paginator(hits, PER_PAGE).get_page(question.page)
    page.object_list = selectors.rows(question.kind, list(page.object_list), question.words)
    return page
