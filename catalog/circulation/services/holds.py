"""Placing, cancelling and ending holds."""

from django.db import transaction
from django.utils import timezone

from catalog.circulation import selectors
from catalog.circulation.enums import TRAPPED, HoldState
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Hold, Patron
from catalog.ils import codes
from catalog.models import Record
from portal.core.models import Library

from .locks import lock_patron, lock_record
from .queue import pass_on


@transaction.atomic
def place_hold(patron: Patron, record: Record, *, pickup: Library, key: str | None = None) -> Hold:
    """Put *patron* at the end of the queue for *record*. *key* sent twice is one hold.

    Raises RefusedError.
    """
    owner = lock_patron(patron.pk)
    if key and (known := owner.holds.filter(key=key).first()):
        return known
    lock_record(record.pk)
    if refusals := _refusals(owner, record):
        raise RefusedError(*refusals)
    return Hold.objects.create(patron=owner, record=record, pickup=pickup, key=key)


def _refusals(owner: Patron, record: Record) -> list[str]:
    now = selectors.standing(owner)
    refusals = selectors.patron_refusals(owner, now)
    if owner.holds.active().filter(record=record).exists():
        return [*refusals, codes.HOLD_DUPLICATE]
    if owner.loans.running().filter(record=record).exists():
        return [*refusals, codes.ITEM_MINE]
    if now.holds >= owner.rules.hold_limit:
        refusals.append(codes.HOLD_LIMIT)
    lendable = any(copy.is_lendable for copy in selectors.shelves([record.pk])[record.pk].copies)
    if record.is_withdrawn or not lendable:
        refusals.append(codes.HOLD_NOT_ALLOWED)
    return refusals


@transaction.atomic
def cancel_hold(hold: Hold) -> Hold:
    """End *hold*; one that has ended stays as it is. A copy kept for it goes to the next."""
    return _end(hold, HoldState.CANCELLED)


def expire_pickups() -> int:
    """End the holds nobody came for; how many."""
    late = Hold.objects.filter(state=HoldState.READY, pickup_until__lt=timezone.localdate())
    return sum(_expire(hold) for hold in late.select_related("record"))


@transaction.atomic
def _expire(hold: Hold) -> bool:
    return _end(hold, HoldState.EXPIRED, only=HoldState.READY).state == HoldState.EXPIRED


def _end(hold: Hold, state: HoldState, *, only: HoldState | None = None) -> Hold:
    lock_record(hold.record_id)
    row = Hold.objects.active().select_related("pickup").filter(pk=hold.pk).first()
    if row is None or (only and row.state != only):
        return hold
    kept, is_here = row.barcode, row.state == HoldState.READY
    is_kept = row.state in TRAPPED
    row.state, row.barcode, row.ended_at = state, "", timezone.now()
    row.save(update_fields=["state", "barcode", "ended_at"])
    if is_kept:
        _free(row, kept, is_here=is_here)
    return row


def _free(row: Hold, barcode: str, *, is_here: bool) -> None:
    """A copy still on its way goes on to the next reader as well; it is sorted where it arrives."""
    copy = selectors.copy_of(barcode)
    place = row.pickup if is_here or copy is None else copy.place
    pass_on(row.record_id, barcode, place)
