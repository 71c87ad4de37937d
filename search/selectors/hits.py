"""Which objects answer a question, by kind and best first, before any of them is loaded."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL

from catalog.selectors import records
from community.clubs.models import Club, LeadReader
from community.reviews.models import Review
from community.works.models import Call, Entry
from events.models import EventSeriesPage
from reading_lists.models import ReadingListPage
from reports.figures.models import Indicator
from reports.plan.models import Action
from search.engine.backends.results import RANKED, BoundedResults, Hit, exact
from search.kinds import Kind
from search.question import FACETS, Question


@dataclass
class Found:
    """Hits of one kind in order, at most a thousand, and how many there are."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0


@dataclass
class Answer:
    kinds: dict[Kind, Found]
    books: BoundedResults
    # No object holds every word: these hold some.
    is_relaxed: bool

    @property
    def total(self) -> int:
        return sum(found.total for found in self.kinds.values())

    def number(self, kind: Kind) -> int:
        return self.total if kind == Kind.ALL else self.kinds[kind].total


def find(question: Question) -> Answer:
    """What answers *question* in the active language among public pages and offered records."""
    books = book_results(question)
    kinds = {Kind.BOOKS: Found(books.hits()[:RANKED], books.total)}
    if not question.words:  # leafing through the books of one class
        return Answer(_complete(kinds), books, is_relaxed=False)
    site = site_results(question.words)
    kinds |= _by_kind(site)
    beside = _rows_beside(question.words)
    if beside and site.is_relaxed and books.is_relaxed:
        return Answer(_complete(beside), books, is_relaxed=False)
    kinds |= beside
    if site.is_relaxed == books.is_relaxed:
        return Answer(_complete(kinds), books, is_relaxed=site.is_relaxed)
    # One of the two holds every word, so scraps from the other would only be in the way.
    exact = {
        kind: found
        for kind, found in kinds.items()
        if ((kind == Kind.BOOKS) == site.is_relaxed or kind in beside) and found.total
    }
    return Answer(_complete(exact or kinds), books, is_relaxed=not exact)


def _complete(kinds: dict[Kind, Found]) -> dict[Kind, Found]:
    return {kind: kinds.get(kind, Found()) for kind in Kind if kind != Kind.ALL}


def public_pages() -> Any:
    """Every page that anyone may read, in the active language."""
    return Page.objects.live().public().filter(locale=Locale.get_active())


def site_results(words: str) -> BoundedResults:
    return get_search_backend().search(words, public_pages())


def _rows_beside(words: str) -> dict[Kind, Found]:
    """What is public beside pages and books: only where it holds every word."""
    asked = {
        Kind.CLUBS: Club.objects.published(),
        Kind.LEADS: LeadReader.objects.published(),
        Kind.REVIEWS: Review.objects.visible(),
        Kind.WORKS: Entry.objects.visible(),
        Kind.CALLS: Call.objects.published(),
        Kind.FIGURES: Indicator.objects.public(),
        Kind.PLAN: Action.objects.published(),
    }
    backend = get_search_backend()
    searches = {backend.search(words, rows): kind for kind, rows in asked.items()}
    return {
        searches[results]: Found(results.hits()[:RANKED], results.total)
        for results in exact(list(searches))
    }


def book_results(question: Question) -> BoundedResults:
    """Records, narrowed by the chosen facets; all of them if only a facet was chosen."""
    results = get_search_backend().search(question.words or MATCH_ALL, records())
    return narrowed(results, question.facets)


def narrowed(results: BoundedResults, facets: dict[str, str]) -> BoundedResults:
    values = {FACETS[name]: [value] for name, value in facets.items()}
    return results.narrow(**values) if values else results


def _by_kind(site: BoundedResults) -> dict[Kind, Found]:
    types = ContentType.objects.get_for_models(EventSeriesPage, ReadingListPage)
    kind_of = {
        types[EventSeriesPage].pk: Kind.EVENTS,
        types[ReadingListPage].pk: Kind.LISTS,
    }
    kinds = {kind: Found() for kind in (Kind.EVENTS, Kind.LISTS, Kind.PAGES)}
    for hit in site.hits():
        kinds[kind_of.get(hit.content_type_id, Kind.PAGES)].hits.append(hit)
    if site.total > len(site.hits()):
        for type_id, number in site.facet("content_type_id").items():
            kinds[kind_of.get(type_id, Kind.PAGES)].total += number
    else:
        for found in kinds.values():
            found.total = len(found.hits)
    return kinds
