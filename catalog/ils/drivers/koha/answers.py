"""Koha's JSON as our values."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from lxml import etree

from catalog.ils import codes
from catalog.ils.errors import ILSProtocolError
from catalog.ils.values import Block, HoldState, Item, ItemStatus, ShelfLocation
from catalog.marc.text import HAN

Row = Mapping[str, Any]
_HOLD_STATES = {"W": HoldState.READY, "T": HoldState.IN_TRANSIT, "P": HoldState.IN_TRANSIT}
_NOT_HOLDABLE = {ItemStatus.LOST, ItemStatus.WITHDRAWN, ItemStatus.REFERENCE}


@contextmanager
def understood() -> Iterator[None]:
    """What is missing or of another kind is an answer that does not fit the contract."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise ILSProtocolError(f"Koha's answer does not fit: {type(error).__name__}") from None


def day(text: str | None) -> dt.date | None:
    """The day of a date or of a date with time, as Koha's clock has it."""
    return dt.date.fromisoformat(text[:10]) if text else None


def is_past(text: str) -> bool:
    """Whether a due date, which says its time zone, lies behind us."""
    return dt.datetime.fromisoformat(text).astimezone() < dt.datetime.now(dt.UTC)


def item(row: Row, branches: Mapping[str, str], shelf_subfield: str) -> Item:
    status = _status(row)
    checkout = row.get("checkout") or {}
    holding, home = row["holding_library_id"] or "", row["home_library_id"] or ""
    return Item(
        item_id=str(row["item_id"]),
        barcode=row["external_id"] or "",
        branch=branches.get(holding, holding),
        status=status,
        location=ShelfLocation(
            area=row["location"] or "",
            call_number=row["callnumber"] or "",
            shelf_code=_subfield(row.get("extended_subfields"), shelf_subfield),
        ),
        due=day(checkout.get("due_date")) if status is ItemStatus.ON_LOAN else None,
        holdable=status not in _NOT_HOLDABLE,
        home_branch=branches.get(home, home),
    )


def _status(row: Row) -> ItemStatus:
    first_hold = row.get("first_hold") or {}
    waits = first_hold.get("status")
    facts = (
        (ItemStatus.WITHDRAWN, row["withdrawn"]),
        (ItemStatus.LOST, row["lost_status"]),
        (ItemStatus.ON_LOAN, row["checked_out_date"] or row.get("checkout")),
        (ItemStatus.IN_TRANSIT, row.get("transfer") or waits == "T"),
        (ItemStatus.ON_HOLD, waits in ("W", "P")),
        # Koha: below zero is on order or in processing and may be held already
        (ItemStatus.PROCESSING, row["not_for_loan_status"] < 0),
        (ItemStatus.REFERENCE, row["not_for_loan_status"] > 0),
    )
    return next((status for status, is_so in facts if is_so), ItemStatus.AVAILABLE)


def _subfield(xml: str | None, code: str) -> str:
    """One of the subfields of 952 for which Koha has no column of its own."""
    if not xml:
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(xml.encode(), parser)
    except etree.XMLSyntaxError:
        return ""  # a note that staff broke must not hide the copy
    found = tree.xpath("//*[local-name()='subfield'][@code=$code]", code=code)
    return str(found[0].text or "").strip() if found else ""


def hold_state(row: Row) -> HoldState:
    if row.get("suspended"):
        return HoldState.SUSPENDED
    return _HOLD_STATES.get(row["status"], HoldState.WAITING)


def name(row: Row) -> str:
    """Chinese names are written in one word, family name first."""
    surname, first = row.get("surname") or "", row.get("firstname") or ""
    if HAN.search(surname + first):
        return surname + first
    return f"{first} {surname}".strip()


def owed(row: Row) -> Decimal:
    return max(Decimal(str(row.get("account_balance") or 0)), Decimal(0))


def standing(row: Row) -> tuple[Block, ...]:
    """What stands against every loan of this patron."""
    expires = day(row.get("expiry_date"))
    facts = {
        codes.PATRON_EXPIRED: expires is not None and expires < _today(),
        codes.PATRON_RESTRICTED: bool(row.get("restricted")),
        codes.PATRON_CARD_LOST: bool(row.get("patron_card_lost")),
    }
    return tuple(Block(code) for code, is_so in facts.items() if is_so)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
