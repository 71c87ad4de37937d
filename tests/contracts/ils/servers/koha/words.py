"""Koha's words for why it refuses, as its sources write them."""

from catalog.ils import codes

CHECKOUT = {
    codes.PATRON_EXPIRED: "EXPIRED",
    codes.PATRON_RESTRICTED: "USERBLOCKEDNOENDDATE",
    codes.PATRON_CARD_LOST: "CARD_LOST",
    codes.PATRON_DEBT: "DEBT",
    codes.LOAN_LIMIT: "TOO_MANY",
    codes.ITEM_REFERENCE: "NOT_FOR_LOAN",
    codes.ITEM_RESTRICTED: "NOT_FOR_LOAN",
    codes.ITEM_ON_LOAN: "ISSUED_TO_ANOTHER",
    codes.ITEM_MINE: "RENEW_ISSUE",
    codes.ITEM_RESERVED: "RESERVE_WAITING",
    codes.ITEM_LOST: "ITEM_LOST",
    codes.ITEM_WITHDRAWN: "WTHDRAWN",
}
# What staff may wave through at the desk comes as a question, not as a refusal.
FOR_STAFF_TO_DECIDE = {"ISSUED_TO_ANOTHER", "RESERVE_WAITING", "RENEW_ISSUE", "TOO_MANY"}
HOLD = {
    codes.PATRON_EXPIRED: "expired",
    codes.PATRON_RESTRICTED: "restricted",
    codes.PATRON_CARD_LOST: "card_lost",
    codes.HOLD_DUPLICATE: "itemAlreadyOnHold",
    codes.HOLD_LIMIT: "tooManyReserves",
    codes.HOLD_NOT_ALLOWED: "notReservable",
    codes.ITEM_MINE: "alreadypossession",
}
RENEWAL = {
    codes.PATRON_EXPIRED: "auto_account_expired",
    codes.PATRON_RESTRICTED: "restriction",
    codes.PATRON_CARD_LOST: "restriction",
    codes.RENEW_LIMIT: "too_many",
    codes.RENEW_RESERVED: "on_reserve",
}
