"""Koha's words for why not, in our codes.

From C4::Circulation (CanBookBeIssued, CanBookBeRenewed) and C4::Reserves (CanItemBeReserved).
"""

import re
from collections.abc import Iterable

from catalog.ils import codes
from catalog.ils.drivers.transport import Answer
from catalog.ils.values import Block

CODES = {
    # the patron
    "EXPIRED": codes.PATRON_EXPIRED,
    "expired": codes.PATRON_EXPIRED,
    "auto_account_expired": codes.PATRON_EXPIRED,
    "DEBARRED": codes.PATRON_RESTRICTED,
    "GNA": codes.PATRON_RESTRICTED,
    "bad_address": codes.PATRON_RESTRICTED,
    "restricted": codes.PATRON_RESTRICTED,
    "restriction": codes.PATRON_RESTRICTED,
    "USERBLOCKEDNOENDDATE": codes.PATRON_RESTRICTED,
    "USERBLOCKEDWITHENDDATE": codes.PATRON_RESTRICTED,
    "USERBLOCKEDOVERDUE": codes.PATRON_OVERDUES,
    "USERBLOCKEDREMAINING": codes.PATRON_OVERDUES,
    "DEBT": codes.PATRON_DEBT,
    "DEBT_GUARANTORS": codes.PATRON_DEBT,
    "DEBT_GUARANTEES": codes.PATRON_DEBT,
    "debt_limit": codes.PATRON_DEBT,
    "auto_too_much_oweing": codes.PATRON_DEBT,
    "CARD_LOST": codes.PATRON_CARD_LOST,
    "card_lost": codes.PATRON_CARD_LOST,
    "AGE_RESTRICTION": codes.PATRON_AGE,
    "ageRestricted": codes.PATRON_AGE,
    # a loan
    "TOO_MANY": codes.LOAN_LIMIT,
    "UNKNOWN_BARCODE": codes.ITEM_UNKNOWN,
    "ITEM_NOT_FOUND": codes.ITEM_UNKNOWN,
    "NOT_FOR_LOAN": codes.ITEM_REFERENCE,
    "NOT_FOR_LOAN_FORCING": codes.ITEM_REFERENCE,
    "ISSUED_TO_ANOTHER": codes.ITEM_ON_LOAN,
    "RENEW_ISSUE": codes.ITEM_MINE,
    "NO_MORE_RENEWALS": codes.ITEM_MINE,
    "RESERVED": codes.ITEM_RESERVED,
    "RESERVE_WAITING": codes.ITEM_RESERVED,
    "PROCESSING": codes.ITEM_RESERVED,
    "TRANSFERRED": codes.ITEM_RESTRICTED,
    "RECALLED": codes.ITEM_RESERVED,
    "BOOKED_TO_ANOTHER": codes.ITEM_RESERVED,
    "WTHDRAWN": codes.ITEM_WITHDRAWN,
    "ITEM_LOST": codes.ITEM_LOST,
    "RESTRICTED": codes.ITEM_RESTRICTED,
    # a hold
    "itemAlreadyOnHold": codes.HOLD_DUPLICATE,
    "tooManyReserves": codes.HOLD_LIMIT,
    "tooManyHoldsForThisRecord": codes.HOLD_LIMIT,
    "tooManyReservesToday": codes.HOLD_LIMIT,
    "hold_limit": codes.HOLD_LIMIT,
    "notReservable": codes.HOLD_NOT_ALLOWED,
    "noReservesAllowed": codes.HOLD_NOT_ALLOWED,
    "cannotReserveFromOtherBranches": codes.HOLD_NOT_ALLOWED,
    "no_items": codes.HOLD_NOT_ALLOWED,
    "alreadypossession": codes.ITEM_MINE,
    "libraryNotFound": codes.HOLD_PICKUP,
    "libraryNotPickupLocation": codes.HOLD_PICKUP,
    "pickupNotInHoldGroup": codes.HOLD_PICKUP,
    # a renewal
    "too_many": codes.RENEW_LIMIT,
    "too_unseen": codes.RENEW_LIMIT,
    "too_soon": codes.RENEW_TOO_SOON,
    "auto_too_soon": codes.RENEW_TOO_SOON,
    "on_reserve": codes.RENEW_RESERVED,
    "recalled": codes.RENEW_RESERVED,
    "booked": codes.RENEW_RESERVED,
    "overdue": codes.RENEW_OVERDUE,
    "auto_too_late": codes.RENEW_OVERDUE,
    "item_denied_renewal": codes.ITEM_RESTRICTED,
}
# Questions to staff that a patron alone must not say yes to: Koha's own interface for patrons
# refuses these as well (Koha::REST::V1::Checkouts), and a renewal has its own button here.
NOT_FOR_PATRONS = {
    "TOO_MANY", "ISSUED_TO_ANOTHER", "RESERVED", "RESERVE_WAITING", "TRANSFERRED", "PROCESSING",
    "AGE_RESTRICTION", "RENEW_ISSUE", "RECALLED", "BOOKED_TO_ANOTHER",
}  # fmt: skip
_REASON = re.compile(r"(?:Reason: |\()([\w ]+)")
_PICKUP = "pickup location is not valid"


def blocks(words: Iterable[str]) -> tuple[Block, ...]:
    """Each reason once; a word we do not know is kept as the message."""
    found = {
        code: Block(code, "" if word in CODES else word)
        for word in words
        if (code := CODES.get(word, codes.REFUSED))
    }
    return tuple(found.values())


def of_refusal(answer: Answer) -> tuple[Block, ...]:
    """Why Koha has refused: a code where it gives one, else the words of its sentence."""
    said = answer.json()
    error = str(said.get("error", "")) if isinstance(said, dict) else ""
    if _PICKUP in error:
        return (Block(codes.HOLD_PICKUP),)
    found = _REASON.search(error)
    words = found[1].split() if found else []
    code = str(said.get("error_code", "")) if isinstance(said, dict) else ""
    known = [word for word in (code, *words) if word in CODES]
    return blocks(known) or (Block(codes.REFUSED, error),)
