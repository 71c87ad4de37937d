"""Lending and renewing."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from catalog.circulation import selectors
from catalog.circulation.enums import HoldState
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Hold, Loan, Patron
from catalog.circulation.selectors import Copy
from catalog.ils import codes
from catalog.ils.values import ItemStatus
from portal.core.models import Library

from .locks import lock_patron, lock_record
from .queue import pass_on

_STATUS_CODES = {
    ItemStatus.REFERENCE: codes.ITEM_REFERENCE,
    ItemStatus.LOST: codes.ITEM_LOST,
    ItemStatus.PROCESSING: codes.ITEM_RESTRICTED,
    ItemStatus.WITHDRAWN: codes.ITEM_WITHDRAWN,
}


@transaction.atomic
def check_out(
    patron: Patron,
    barcode: str,
    *,
    at: Library,
    key: str | None = None,
    must_stand_here: bool = False,
    on: dt.date | None = None,
) -> Loan:
    """Lend the copy with *barcode* to *patron*.

    *must_stand_here*: the reader lends to themselves, so the copy has to be known at *at*; across
    a desk it is in the hands of staff. *key* sent twice is one loan. *on* is the day, where it is
    entered afterwards. Raises RefusedError.
    """
    owner = lock_patron(patron.pk)
    if key and (known := Loan.objects.filter(key=key, patron=owner).first()):
        return known
    copy = selectors.copy_of(barcode)
    if copy is None:
        raise RefusedError(codes.ITEM_UNKNOWN)
    lock_record(copy.holding.record_id)
    copy = selectors.copy_of(barcode) or copy  # somebody may have been faster
    refusals = [*_card_refusals(owner), *_copy_refusals(copy, owner)]
    if must_stand_here and copy.place != at:
        refusals.append(codes.ITEM_OTHER_BRANCH)
    if refusals:
        raise RefusedError(*refusals)
    _collect_own_hold(owner, copy)
    return Loan.objects.create(
        patron=owner,
        record_id=copy.holding.record_id,
        barcode=barcode,
        library=at,
        lent_at=_noon(on) if on else timezone.now(),
        due=(on or timezone.localdate()) + dt.timedelta(days=owner.rules.loan_days),
        key=key,
    )


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _card_refusals(owner: Patron) -> list[str]:
    now = selectors.standing(owner)
    refusals = selectors.patron_refusals(owner, now)
    if now.loans >= owner.rules.loan_limit:
        refusals.append(codes.LOAN_LIMIT)
    return refusals


def _copy_refusals(copy: Copy, owner: Patron) -> list[str]:
    if copy.is_lent:
        is_mine = copy.loan is not None and copy.loan.patron_id == owner.pk
        return [codes.ITEM_MINE if is_mine else codes.ITEM_ON_LOAN]
    if code := _STATUS_CODES.get(copy.status):
        return [code]
    if copy.holding.record.is_withdrawn:
        return [codes.ITEM_WITHDRAWN]
    if _is_promised(copy, owner):
        return [codes.ITEM_RESERVED]
    return []


def _is_promised(copy: Copy, owner: Patron) -> bool:
    """Kept for somebody else, or one of the last that those ahead in the queue wait for."""
    if copy.hold:
        return copy.hold.patron_id != owner.pk
    if owner.holds.trapped().filter(record=copy.holding.record_id).exists():
        return False  # takes this one, and sets the kept one free
    before = 0
    for hold in Hold.objects.waiting().filter(record=copy.holding.record_id):
        if hold.patron_id == owner.pk:
            break
        before += 1
    if not before:
        return False
    shelf = selectors.shelves([copy.holding.record_id])[copy.holding.record_id]
    others = sum(each.barcode != copy.barcode for each in shelf.free)
    return others < before


def _collect_own_hold(owner: Patron, copy: Copy) -> None:
    """The wish is met; another copy that was kept for it goes to the next reader."""
    hold = owner.holds.active().filter(record=copy.holding.record_id).first()
    if hold is None:
        return
    kept = hold.barcode if hold.state in (HoldState.READY, HoldState.IN_TRANSIT) else ""
    place = hold.pickup
    hold.state, hold.ended_at, hold.barcode = HoldState.COLLECTED, timezone.now(), ""
    hold.save(update_fields=["state", "ended_at", "barcode"])
    if kept and kept != copy.barcode:
        pass_on(hold.record_id, kept, place)


@transaction.atomic
def renew(loan: Loan) -> Loan:
    """Give the days of a loan again, from today. Raises RefusedError."""
    lock_record(loan.record_id)
    row = Loan.objects.select_related("patron__rules").get(pk=loan.pk)
    if refusals := _renewal_refusals(row):
        raise RefusedError(*refusals)
    assert row.patron is not None  # noqa: S101 - a running loan has one, says the database
    row.due = timezone.localdate() + dt.timedelta(days=row.patron.rules.loan_days)
    row.renewals += 1
    row.save(update_fields=["due", "renewals"])
    return row


def _renewal_refusals(loan: Loan) -> list[str]:
    patron, today = loan.patron, timezone.localdate()
    if loan.returned_at or patron is None:
        return [codes.ITEM_UNKNOWN]
    refusals = [patron.block] if patron.block else []
    if patron.is_expired(today):
        refusals.append(codes.PATRON_EXPIRED)
    if loan.due < today:
        refusals.append(codes.RENEW_OVERDUE)
    if loan.renewals >= patron.rules.renewals:
        refusals.append(codes.RENEW_LIMIT)
    elif loan.due >= today + dt.timedelta(days=patron.rules.loan_days):
        refusals.append(codes.RENEW_TOO_SOON)
    if Hold.objects.waiting().filter(record=loan.record_id).exclude(patron=patron).exists():
        refusals.append(codes.RENEW_RESERVED)
    return refusals
