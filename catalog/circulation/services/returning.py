"""A copy comes over a desk: from a reader, from another library, off the shelf."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from catalog.circulation import selectors
from catalog.circulation.enums import HoldState
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Hold, Loan
from catalog.circulation.selectors import Copy
from catalog.ils import codes
from catalog.models import Record
from portal.core.models import Library

from .locks import lock_record
from .queue import make_ready, pass_on


@dataclass(frozen=True, slots=True)
class Returned:
    """What the desk has to know: whose it was, for whom it is kept, where it belongs."""

    record: Record
    loan: Loan | None  # that ended now
    hold: Hold | None  # the copy is kept for
    home: Library | None


@transaction.atomic
def take_in(barcode: str, *, at: Library) -> Returned:
    """End the loan of the copy, if it has one, and keep it for the next who waits.

    A copy that readers never take home is kept for nobody. Raises RefusedError for a barcode that
    is neither in the catalogue nor lent.
    """
    copy = selectors.copy_of(barcode)
    running = Loan.objects.running().filter(barcode=barcode)
    loan = running.select_related("record").first()
    if copy is None and loan is None:
        raise RefusedError(codes.ITEM_UNKNOWN)
    record = copy.holding.record if copy else loan.record  # type: ignore[union-attr]
    lock_record(record.pk)
    loan = running.select_related("record", "patron").first()
    if loan:
        loan.returned_at, loan.returned_to = timezone.now(), at
        loan.save(update_fields=["returned_at", "returned_to"])
    hold = _keep(selectors.copy_of(barcode), at)
    return Returned(record=record, loan=loan, hold=hold, home=copy.home if copy else None)


def _keep(copy: Copy | None, at: Library) -> Hold | None:
    if copy is None or not copy.is_lendable:
        return None
    if copy.loan and copy.loan.returned_to != at:  # it came by box
        copy.loan.returned_to = at
        copy.loan.save(update_fields=["returned_to"])
    if copy.hold is None:
        return pass_on(copy.holding.record_id, copy.barcode, at)
    if copy.hold.state == HoldState.IN_TRANSIT and copy.hold.pickup == at:
        make_ready(copy.hold)
    return copy.hold
