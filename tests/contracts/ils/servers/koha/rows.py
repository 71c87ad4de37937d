"""The made-up library's rows as Koha's JSON shows them."""

from typing import Any
from xml.sax.saxutils import escape

from catalog.ils.values import HoldState, ItemStatus
from tests.contracts.ils import catalogue
from tests.contracts.ils.servers.state import Account, Copy, HoldRow, LibraryState, LoanRow

Row = dict[str, Any]
_NOT_FOR_LOAN = {ItemStatus.REFERENCE: 1, ItemStatus.PROCESSING: -1}
_FOUND = {HoldState.READY: "W", HoldState.IN_TRANSIT: "T"}


def library(code: str) -> Row:
    return {"library_id": code, "name": f"图书馆 {code}", "pickup_location": True, "public": True}


def biblio(state: LibraryState, record_id: str) -> Row:
    record = state.records[record_id]
    return {
        "biblio_id": catalogue.number(record_id),
        "title": record.title,
        "author": record.authors_text,
        "isbn": " | ".join(record.isbns),
        "creation_date": str(record.entered),
    }


def item(state: LibraryState, copy: Copy, embeds: set[str]) -> Row:
    loan = state.loan_on(copy.item_id)
    row: Row = {
        "item_id": copy.item_id,
        "biblio_id": catalogue.number(copy.record_id),
        "external_id": copy.barcode,
        "home_library_id": copy.home,
        "holding_library_id": copy.branch,
        "not_for_loan_status": _NOT_FOR_LOAN.get(copy.state, 0),
        "damaged_status": 0,
        "lost_status": int(copy.state is ItemStatus.LOST),
        "withdrawn": int(copy.state is ItemStatus.WITHDRAWN),
        "callnumber": copy.call_number,
        "location": copy.area,
        "extended_subfields": _subfields(x="内部备注 & <价签>", s=copy.shelf),
        "checked_out_date": str(state.today()) if loan else None,
    }
    if "checkout" in embeds:
        row["checkout"] = checkout(loan, copy) if loan else None
    if "first_hold" in embeds:
        held = state.hold_for_copy(copy.item_id)
        row["first_hold"] = hold(state, held) if held else None
    if "transfer" in embeds:
        is_moving = copy.state is ItemStatus.IN_TRANSIT
        row["transfer"] = {"date_sent": str(state.today())} if is_moving else None
    if "biblio" in embeds:
        row["biblio"] = biblio(state, copy.record_id)
    return row


def checkout(loan: LoanRow, copy: Copy) -> Row:
    return {
        "checkout_id": loan.loan_id,
        "patron_id": loan.patron_id,
        "item_id": loan.item_id,
        "due_date": f"{loan.due}T23:59:00+08:00",
        "library_id": copy.branch,
        "renewals_count": loan.renewals,
    }


def hold(state: LibraryState, row: HoldRow) -> Row:
    is_waiting = row.state is HoldState.READY
    return {
        "hold_id": row.hold_id,
        "patron_id": row.patron_id,
        "biblio_id": catalogue.number(row.record_id),
        "pickup_library_id": row.pickup,
        "priority": state.position(row),
        "status": _FOUND.get(row.state),
        "hold_date": str(row.placed),
        "expiration_date": str(row.placed) if is_waiting else None,
        "waiting_date": str(row.placed) if is_waiting else None,
        "suspended": row.state is HoldState.SUSPENDED,
        "item_id": row.item_id,
    }


def patron(state: LibraryState, account: Account) -> Row:
    loans = state.loans_of(account.patron_id)
    return {
        "patron_id": account.patron_id,
        "cardnumber": account.card,
        "surname": account.name,
        "firstname": None,
        "library_id": account.branch,
        "category_id": "ADULT",
        "expiry_date": str(account.expires),
        "restricted": account.is_restricted,
        "patron_card_lost": account.is_card_lost,
        "checkouts_count": len(loans),
        "overdues_count": sum(row.due < state.today() for row in loans),
        "account_balance": float(account.owed),
    }


def _subfields(**values: str) -> str:
    inner = "".join(
        f'<subfield code="{code}">{escape(value)}</subfield>' for code, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
        f'<datafield tag="999" ind1=" " ind2=" ">{inner}</datafield></record></collection>'
    )
