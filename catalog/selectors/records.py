"""Which records there are: offered ones, the newest, those that answer a search."""

from django.db.models import Case, QuerySet, When
from wagtail.search.backends import get_search_backend

from catalog.isbn import to_isbn13
from catalog.models import Record
from catalog.models.record import RecordQuerySet

SEARCH_LIMIT = 300
QUERY_LENGTH = 200


def records() -> RecordQuerySet:
    """All that the catalogue offers."""
    return Record.objects.current()


def newest(
    *, clc_top: str = "", audience: str = "", subject: str = "", limit: int = 12
) -> list[Record]:
    """The records that came in last, of a class, for a reader group or about a subject."""
    found = Record.objects.recommended()
    if clc_top:
        found = found.filter(clc_top=clc_top)
    if audience:
        found = found.filter(audience=audience)
    if subject:
        found = found.filter(pk__in=matching(subject))
    return list(found.order_by("-entered", "-pk")[:limit])


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
