"""A site with one of each kind of thing that the search finds."""

from dataclasses import dataclass
from typing import Any

import factory
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from catalog.models import Record
from search.models import SearchQuery

from .catalog import BookFactory
from .events import published_series
from .home import NewsPageFactory, SiteTree, site_tree
from .reading_lists import ReadingListFactory


class SearchQueryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SearchQuery

    day = factory.LazyFunction(timezone.localdate)
    text = factory.Sequence(lambda number: f"检索词{number}")
    kind = "all"
    results = 1


@dataclass(frozen=True)
class Shelf:
    """What `fill` has made, by kind."""

    tree: SiteTree
    books: list[Record]
    events: list[Any]
    lists: list[Any]
    pages: list[Any]


def index_books(*records: Record) -> None:
    get_search_backend("catalogue").add_bulk(Record, records)


def fill(count: int, word: str = "国学") -> Shelf:
    """*count* books, events, lists and news articles whose titles begin with *word*."""
    tree = site_tree()
    books = [BookFactory(title=f"{word}概论{n}", isbn13=[]) for n in range(count)]
    index_books(*books)
    events = tree.page("events")
    return Shelf(
        tree,
        books,
        [published_series(events, title=f"{word}讲座{n}") for n in range(count)],
        [ReadingListFactory(title=f"{word}书单{n}", books=books[:1]) for n in range(count)],
        [NewsPageFactory(title=f"{word}消息{n}") for n in range(count)],
    )
