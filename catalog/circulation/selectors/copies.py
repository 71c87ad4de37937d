"""Where each copy is: what the catalogue says of it, and what has been lent and held here.

The rows of copies belong to the import and are never written; loans and holds find their copy by
its barcode.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.circulation.enums import HoldState
from catalog.circulation.models import Hold, Loan
from catalog.ils.values import ItemStatus
from catalog.models import Holding
from portal.core.models import Library

# What a copy does between two readers: here the last return knows better than the file.
_CIRCULATES = {
    ItemStatus.UNKNOWN, ItemStatus.ON_LOAN, ItemStatus.ON_HOLD, ItemStatus.IN_TRANSIT,
}  # fmt: skip
_NEVER_LENT = {
    ItemStatus.REFERENCE, ItemStatus.LOST, ItemStatus.PROCESSING, ItemStatus.WITHDRAWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy with its newest loan and the hold it is kept for."""

    holding: Holding
    loan: Loan | None = None
    hold: Hold | None = None

    @property
    def barcode(self) -> str:
        return self.holding.barcode

    @property
    def home(self) -> Library:
        return self.holding.library

    @property
    def place(self) -> Library:
        """Where it stands or was last seen: anything may be returned anywhere."""
        if self.hold and self.hold.state == HoldState.READY:
            return self.hold.pickup
        back = self.loan.returned_to if self.loan else None
        return back or self.home

    @property
    def is_lent(self) -> bool:
        return self.loan is not None and self.loan.returned_at is None

    @property
    def due(self) -> dt.date | None:
        return self.loan.due if self.loan and self.is_lent else None

    @property
    def status(self) -> ItemStatus:
        if self.is_lent:
            return ItemStatus.ON_LOAN
        if self.hold:
            is_ready = self.hold.state == HoldState.READY
            return ItemStatus.ON_HOLD if is_ready else ItemStatus.IN_TRANSIT
        said = ItemStatus(self.holding.status)
        return ItemStatus.AVAILABLE if self.loan and said in _CIRCULATES else said

    @property
    def is_lendable(self) -> bool:
        """Whether readers may ever take it home."""
        return bool(self.barcode) and ItemStatus(self.holding.status) not in _NEVER_LENT


@dataclass(slots=True)
class Shelf:
    """The copies of one record, and how many readers wait for one."""

    copies: list[Copy] = field(default_factory=list)
    queue: int = 0

    @property
    def free(self) -> list[Copy]:
        return [copy for copy in self.copies if copy.status == ItemStatus.AVAILABLE]


def shelves(records: Collection[int]) -> dict[int, Shelf]:
    """The copies of the records with these keys, in three queries for all of them."""
    found = {pk: Shelf() for pk in records}
    holdings = list(Holding.objects.filter(record__in=found).select_related("library"))
    barcodes = {row.barcode for row in holdings if row.barcode}
    newest = {loan.barcode: loan for loan in _newest_loans(barcodes)}
    holds = Hold.objects.active().filter(Q(record__in=found) | Q(barcode__in=barcodes))
    kept = {}
    for hold in holds.select_related("pickup"):
        if hold.state == HoldState.WAITING:
            found[hold.record_id].queue += 1
        else:
            kept[hold.barcode] = hold
    for row in holdings:
        copy = Copy(row, newest.get(row.barcode), kept.get(row.barcode))
        found[row.record_id].copies.append(copy)
    return found


def copy_of(barcode: str) -> Copy | None:
    """The copy with *barcode*; of several in the catalogue the newest."""
    rows = Holding.objects.filter(barcode=barcode).select_related("library", "record")
    row = rows.order_by("-pk").first() if barcode else None
    if row is None:
        return None
    kept = Hold.objects.trapped().filter(barcode=barcode).select_related("pickup")
    return Copy(row, _newest_loans({barcode}).first(), kept.first())


def _newest_loans(barcodes: Collection[str]) -> QuerySet[Loan]:
    later = Loan.objects.filter(barcode=OuterRef("barcode"), pk__gt=OuterRef("pk"))
    loans = Loan.objects.filter(~Exists(later), barcode__in=barcodes)
    return loans.select_related("returned_to", "patron")
