"""How staff look for records: also by barcode and control number, and many numbers at once."""

import re

from django.db.models import QuerySet

from catalog.isbn import to_isbn13
from catalog.models import Holding, Record, RecordISBN

from .records import matching

MOST_NUMBERS = 100
_BETWEEN = re.compile(r"[\s,;，；、]+")
_ISBN = re.compile(r"97[89]\d{10}", re.ASCII)
_ISBNS = re.compile(r"(97[89]\d{10}){2,}", re.ASCII)
_NUMBER = re.compile(r"(?=.*\d)[\w.\-]{3,60}", re.ASCII)


def looked_up(text: str) -> list[int]:
    """Keys of the records that *text* leads to, in the order of its numbers.

    Numbers are ISBNs, barcodes or control numbers, any of them many at a time, as they come from a
    list or a scanner; anything else is searched for as words.
    """
    parts = _BETWEEN.split(text.replace("\0", "").strip())
    numbers = [number for part in parts for number in _apart(part) if number]
    if not numbers or not all(map(_NUMBER.fullmatch, numbers)):
        return matching(text)
    found = _by_number(list(dict.fromkeys(numbers))[:MOST_NUMBERS])
    return found or matching(text)


def _apart(part: str) -> list[str]:
    """A column of ISBNs that was pasted into one line may have lost what stood between them."""
    return _ISBN.findall(part) if _ISBNS.fullmatch(part) else [part]


def _by_number(numbers: list[str]) -> list[int]:
    """As many queries as there are kinds of numbers."""
    isbns = {isbn: number for number in numbers if (isbn := to_isbn13(number))}
    places = {number: place for place, number in enumerate(numbers)}
    hits: list[tuple[int, int]] = [
        (places[isbns[isbn]], pk)
        for isbn, pk in RecordISBN.objects.filter(isbn__in=isbns).values_list("isbn", "record_id")
    ]
    hits += [
        (places[barcode], pk)
        for barcode, pk in Holding.objects.filter(barcode__in=numbers).values_list(
            "barcode", "record_id"
        )
    ]
    hits += [
        (places[number], pk) for number, pk in _numbered(numbers).values_list("record_id", "pk")
    ]
    return list(dict.fromkeys(pk for _place, pk in sorted(hits)))


def _numbered(numbers: list[str]) -> "QuerySet[Record]":
    return Record.objects.filter(source__in=sources(), record_id__in=numbers)


def sources() -> list[str]:
    """The catalogues records came from; a walk over the index, whatever their number."""
    found: list[str] = []
    query = Record.objects.order_by("source").values_list("source", flat=True)
    following = query.first()
    while following is not None:
        found.append(following)
        following = query.filter(source__gt=following).first()
    return found
