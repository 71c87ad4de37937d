"""Borrowing by oneself: which book a barcode is, and what was borrowed this time."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from catalog.enums import CommandState
from catalog.ils.commands import Checkout
from catalog.ils.values import Outcome
from catalog.models import Holding, ILSCommand, Record
from catalog.services import commands
from catalog.systems import source
from portal.accounts.models import Reader

A_VISIT = dt.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A line of the receipt."""

    barcode: str
    outcome: Outcome
    book: Record | None


def book_of(barcode: str) -> Record | None:
    """The book with *barcode* in our catalogue, which need not know every copy."""
    return _books({barcode}).get(barcode) if barcode else None


def receipt(reader: Reader) -> list[Borrowed]:
    """What *reader* has borrowed by themselves on this visit, the last first."""
    rows = ILSCommand.objects.filter(
        reader=reader,
        kind=Checkout.kind,
        state=CommandState.DONE,
        created_at__gte=timezone.now() - A_VISIT,
    )
    lines = [(row.arguments["barcode"], commands.read(row.outcome)) for row in rows]
    books = _books({barcode for barcode, _outcome in lines})
    return [Borrowed(barcode, outcome, books.get(barcode)) for barcode, outcome in lines]


def _books(barcodes: set[str]) -> dict[str, Record]:
    copies = Holding.objects.filter(barcode__in=barcodes, record__source=source())
    return {copy.barcode: copy.record for copy in copies.select_related("record")}
