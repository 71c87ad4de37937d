"""The rows of one kind, loaded with what a result shows of them; the order of the keys is kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from wagtail.models import Page
from wagtail.search.index import SearchField

from catalog.models import Record
from catalog.selectors import availability
from community.clubs.models import Club, LeadReader
from community.clubs.selectors import published_leads, with_cards
from community.reviews.models import Review
from community.reviews.selectors import published
from community.works.models import Call, Entry
from community.works.selectors import calls
from community.works.selectors import published as published_works
from events.enums import State
from events.models import EventSeriesPage, Occurrence
from reading_lists.models import ReadingListPage
from reports.figures.models import Indicator
from reports.plan.models import Action
from reports.plan.selectors import with_addresses
from search.engine.backends.results import Hit
from search.engine.highlighting import has_match
from search.kinds import Kind

SHOWN_OF_EVENT = ["title", "summary", "url_path", "locale", "content_type", "translation_key"]


def rows(kind: Kind, hits: list[Hit], words: str) -> list[Any]:
    """The objects of *hits*, each with what its kind needs (`availability`, `next`, `excerpt`)."""
    if not hits:
        return []
    if kind == Kind.PAGES:
        return _pages(hits, words)
    return _LOADERS[kind]([hit.pk for hit in hits])


def upcoming_first(hits: list[Hit]) -> list[Hit]:
    """Events with a coming date before those that are over; among themselves as they were."""
    events = _with_next(hit.pk for hit in hits)
    coming = set(events.filter(next_pk__isnull=False).values_list("pk", flat=True))
    return sorted(hits, key=lambda hit: hit.pk not in coming)


def _with_next(pks: Iterable[int]) -> Any:
    coming = (
        Occurrence.objects.public()
        .upcoming()
        .filter(state=State.SCHEDULED, series__translation_key=OuterRef("translation_key"))
    )
    return EventSeriesPage.objects.filter(pk__in=list(pks)).annotate(
        next_pk=Subquery(coming.order_by("start").values("pk")[:1])
    )


def _events(pks: list[int]) -> list[EventSeriesPage]:
    pages = _with_next(pks).only(*SHOWN_OF_EVENT).prefetch_related("audiences")
    loaded = sorted(_in_order(pks, pages), key=lambda page: page.next_pk is None)
    dates = Occurrence.objects.select_related("series", "library").in_bulk(
        [page.next_pk for page in loaded if page.next_pk]
    )
    for page in loaded:
        page.next = dates.get(page.next_pk)
    return loaded


def _lists(pks: list[int]) -> list[ReadingListPage]:
    return _in_order(pks, ReadingListPage.objects.filter(pk__in=pks).with_fans())


def _pages(hits: list[Hit], words: str) -> list[Page]:
    """Each type is asked for apart: the hits know it, so that no query is needed to find out."""
    by_type = defaultdict(list)
    for hit in hits:
        by_type[hit.content_type_id].append(hit.pk)
    found: list[Page] = []
    for type_id, pks in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class() or Page
        found += model._default_manager.filter(pk__in=pks)
    loaded = _in_order([hit.pk for hit in hits], found)
    for page in loaded:
        page.excerpt = _excerpt(page, words)
    return loaded


def _books(pks: list[int]) -> list[Record]:
    loaded = _in_order(pks, Record.objects.filter(pk__in=pks))
    places = availability(loaded)
    for record in loaded:
        record.availability = places[record.pk]
    return loaded


def _in_order(pks: list[int], objects: Iterable[Any]) -> list[Any]:
    by_pk = {obj.pk: obj for obj in objects}
    return [by_pk[pk] for pk in pks if pk in by_pk]


def _excerpt(page: Page, words: str) -> str:
    """The first text beside the title in which something was found, or else the summary."""
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            value = field.get_value(page)
            text = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
            if has_match(text, words):
                return text
    return getattr(page, "summary", "")


def _clubs(pks: list[int]) -> list[Club]:
    return _in_order(pks, with_cards(Club.objects.detailed().filter(pk__in=pks)))


def _leads(pks: list[int]) -> list[LeadReader]:
    return _in_order(pks, published_leads().filter(pk__in=pks))


def _works(pks: list[int]) -> list[Entry]:
    return _in_order(pks, published_works().filter(pk__in=pks))


def _calls(pks: list[int]) -> list[Call]:
    return _in_order(pks, calls().filter(pk__in=pks))


def _reviews(pks: list[int]) -> list[Review]:
    return _in_order(pks, published().filter(pk__in=pks))


def _figures(pks: list[int]) -> list[Indicator]:
    return _in_order(pks, Indicator.objects.public().filter(pk__in=pks))


def _actions(pks: list[int]) -> list[Action]:
    actions = Action.objects.published().detailed().filter(pk__in=pks)
    return with_addresses(_in_order(pks, actions))


_LOADERS: dict[Kind, Callable[[list[int]], list[Any]]] = {
    Kind.BOOKS: _books,
    Kind.EVENTS: _events,
    Kind.LISTS: _lists,
    Kind.CLUBS: _clubs,
    Kind.LEADS: _leads,
    Kind.REVIEWS: _reviews,
    Kind.WORKS: _works,
    Kind.CALLS: _calls,
    Kind.FIGURES: _figures,
    Kind.PLAN: _actions,
}
