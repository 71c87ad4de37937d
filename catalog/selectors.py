"""What is read from the catalogue: records, copies, and where a book can be had."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self

from django.db.models import Case, Max, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from catalog.enums import HoldingStatus, ImportStatus
from catalog.isbn import to_isbn13
from catalog.models import Holding, ImportRun, Record
from catalog.models.record import RecordQuerySet
from portal.core.models import Library

SHOWN_LIBRARIES = 2
SEARCH_LIMIT = 300
QUERY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a book can be had now, and where: what the import knows, not what the ILS knows.

    Copies whose place is not known never count as on the shelf.
    """

    statuses: Counter[str]
    libraries: tuple[Library, ...]  # with a copy on the shelf, or with any copy if none has

    @classmethod
    def of(cls, holdings: Iterable[Holding]) -> Self:
        statuses: Counter[str] = Counter()
        places: dict[Library, bool] = {}
        for holding in holdings:
            statuses[holding.status] += 1
            if holding.status != HoldingStatus.LOST:
                library = holding.library
                places[library] = places.get(library, False) or holding.is_on_shelf
        on_shelf = tuple(library for library, is_there in places.items() if is_there)
        return cls(statuses, on_shelf or tuple(places))

    @property
    def copies(self) -> int:
        return self.statuses.total() - self.statuses[HoldingStatus.LOST]

    @property
    def on_shelf(self) -> int:
        return self.statuses[HoldingStatus.AVAILABLE]

    @property
    def _mark(self) -> tuple[str, str, str]:
        """Pigment, icon and words."""
        if self.on_shelf:
            words = ngettext("%(count)d on the shelf", "%(count)d on the shelf", self.on_shelf)
            return "malachite", "check", words % {"count": self.on_shelf}
        if self.statuses[HoldingStatus.REFERENCE]:
            return "azurite", "eye", _("To be read in the library")
        if self.statuses[HoldingStatus.UNKNOWN]:
            return "ink", "help", _("Ask at the desk")
        if self.copies:
            return "gamboge", "hourglass", _("All copies are out")
        return "mute", "info", _("No copies")

    @property
    def pigment(self) -> str:
        return self._mark[0]

    @property
    def icon(self) -> str:
        return self._mark[1]

    @property
    def text(self) -> str:
        return self._mark[2]

    @property
    def where(self) -> str:
        """The first libraries by name and the number of all of them."""
        labels = [library.short_label for library in self.libraries[:SHOWN_LIBRARIES]]
        names = pgettext("between names", ", ").join(labels)
        if len(self.libraries) <= SHOWN_LIBRARIES:
            return names
        return _("%(names)s and others, %(count)d libraries") % {
            "names": names,
            "count": len(self.libraries),
        }


@dataclass(frozen=True, slots=True)
class LibraryCopies:
    """The copies of one book in one library."""

    library: Library
    holdings: list[Holding]

    @property
    def availability(self) -> Availability:
        return Availability.of(self.holdings)


def records() -> RecordQuerySet:
    """All that the catalogue offers."""
    return Record.objects.current()


def newest(
    *, clc_top: str = "", audience: str = "", subject: str = "", limit: int = 12
) -> list[Record]:
    """The records that came in last, of a class, for a reader group or about a subject."""
    found = records()
    if clc_top:
        found = found.filter(clc_top=clc_top)
    if audience:
        found = found.filter(audience=audience)
    if subject:
        found = found.filter(pk__in=matching(subject))
    return list(found.order_by("-entered", "-pk")[:limit])


def availability(records: Iterable[Record]) -> dict[int, Availability]:
    """Availability of each of *records* by its key; one query for a whole page of them."""
    copies: dict[int, list[Holding]] = {record.pk: [] for record in records}
    for holding in _copies().filter(record__in=copies):
        copies[holding.record_id].append(holding)
    return {pk: Availability.of(holdings) for pk, holdings in copies.items()}


def copies_by_library(record: Record) -> list[LibraryCopies]:
    """Where the copies stand: main libraries first, then branches in their order."""
    grouped = groupby(_copies().filter(record=record), key=lambda holding: holding.library)
    return [LibraryCopies(library, list(holdings)) for library, holdings in grouped]


def _copies() -> QuerySet[Holding]:
    return Holding.objects.select_related("library")


def last_import(source: str) -> datetime.datetime | None:
    """When the catalogue last heard of its copies."""
    runs = ImportRun.objects.filter(source=source, status=ImportStatus.FINISHED)
    return runs.aggregate(latest=Max("finished_at"))["latest"]


def other_editions(record: Record, limit: int = 8) -> list[Record]:
    """Records of the same work, newest first."""
    if not record.work_id:
        return []
    same = Record.objects.current().filter(work=record.work_id).exclude(pk=record.pk)
    return list(same.order_by("-year", "-pk")[:limit])


def lists_with(record: Record, limit: int = 6) -> list[Any]:
    """Public reading lists in the active language that the book stands on.

    Lists are a layer above the catalogue: they point at records, and are reached from here by the
    reverse relation alone.
    """
    public = Page.objects.live().public().filter(locale=Locale.get_active())
    items = record.list_items.filter(page__in=public).select_related("page")
    return [item.page for item in items.order_by("-page__first_published_at")[:limit]]


def matching(query: str, limit: int = SEARCH_LIMIT) -> list[int]:
    """Keys of the records that answer *query*, best first: an ISBN, or words of any kind."""
    if isbn13 := to_isbn13(query):
        return list(Record.objects.with_isbn(isbn13).values_list("pk", flat=True)[:limit])
    text = query.replace("\0", "").strip()[:QUERY_LENGTH]
    if not text:
        return []
    backend = get_search_backend("catalogue")
    found = list(backend.search(text, Record.objects.all(), operator="and")[:limit])
    if not found:  # an unfinished word
        found = list(backend.autocomplete(text, Record.objects.all())[:limit])
    return [record.pk for record in found]


def in_order(keys: list[int], queryset: QuerySet[Record]) -> QuerySet[Record]:
    """The records of *queryset* among *keys*, in the order of *keys*."""
    place = Case(*[When(pk=pk, then=number) for number, pk in enumerate(keys)])
    return queryset.filter(pk__in=keys).order_by(place)


def record_by_isbn(text: str) -> Record | None:
    """The record an ISBN of ten or thirteen digits leads to: the newest that is offered."""
    isbn13 = to_isbn13(text)
    if isbn13 is None:
        return None
    return Record.objects.with_isbn(isbn13).order_by("is_withdrawn", "-year", "-pk").first()
