"""The operations of Koha's REST API that the portal uses, over the made-up library."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from catalog.ils import codes
from catalog.ils.values import ItemStatus
from catalog.sample import LIBRARY_CODES
from catalog.sample.writer import NAMESPACE
from tests.contracts.ils import catalogue
from tests.contracts.ils.servers.state import Account, Copy, LibraryState, Refusal

from . import query, rows, words
from .http import MARCXML, Reply, Request, failure

Operation = Callable[..., Reply]


class Operations:
    """One method an operation; `routes` says which address leads to which."""

    def __init__(self, state: LibraryState) -> None:
        self.state = state
        self._confirmations: dict[str, str] = {}
        self._routes: list[tuple[str, re.Pattern[str], Operation]] = [
            (method, re.compile(pattern), operation)
            for method, pattern, operation in (
                ("GET", r"/libraries", self.list_libraries),
                ("GET", r"/biblios", self.list_biblios),
                ("GET", r"/biblios/(\d+)", self.get_biblio),
                ("GET", r"/biblios/(\d+)/pickup_locations", self.list_pickup_locations),
                ("GET", r"/items", self.list_items),
                ("POST", r"/auth/password/validation", self.validate_password),
                ("GET", r"/patrons/(\d+)", self.get_patron),
                ("GET", r"/checkouts", self.list_checkouts),
                ("GET", r"/checkouts/availability", self.get_availability),
                ("POST", r"/checkouts", self.add_checkout),
                ("POST", r"/checkouts/(\d+)/renewals", self.renew_checkout),
                ("GET", r"/holds", self.list_holds),
                ("POST", r"/holds", self.add_hold),
                ("DELETE", r"/holds/(\d+)", self.delete_hold),
            )
        ]

    def handle(self, request: Request) -> Reply:
        for method, pattern, operation in self._routes:
            found = pattern.fullmatch(request.path)
            if method == request.method and found:
                try:
                    return operation(request, *map(int, found.groups()))
                except query.QueryError:
                    return failure(400, "Invalid query", code="invalid_query")
        return failure(404, "Not found")

    # Libraries and records

    def list_libraries(self, request: Request) -> Reply:
        return _page(request, [rows.library(code) for code in LIBRARY_CODES])

    def list_biblios(self, request: Request) -> Reply:
        found = [
            row
            for record_id in self.state.records
            if query.fits(row := rows.biblio(self.state, record_id), request.conditions)
        ]
        if request.query.get("_order_by") == "-creation_date":
            found.sort(key=lambda row: str(row["creation_date"]), reverse=True)
        if MARCXML not in request.headers.get("accept", ""):
            return _page(request, found)
        shown = [self._marcxml(row["biblio_id"]) for row in _cut(request, found)]
        text = f'<collection xmlns="{NAMESPACE}">{"".join(shown)}</collection>'
        return Reply(200, text.encode(), MARCXML)

    def get_biblio(self, request: Request, biblio_id: int) -> Reply:
        record_id = catalogue.record_id(biblio_id)
        if record_id not in self.state.records:
            return failure(404, "Bibliographic record not found", code="not_found")
        if MARCXML in request.headers.get("accept", ""):
            return Reply(200, self._marcxml(biblio_id).encode(), MARCXML)
        return Reply.json(200, rows.biblio(self.state, record_id))

    def list_pickup_locations(self, request: Request, biblio_id: int) -> Reply:
        if catalogue.record_id(biblio_id) not in self.state.records:
            return failure(404, "Bibliographic record not found", code="not_found")
        return _page(request, [rows.library(code) for code in LIBRARY_CODES])

    def list_items(self, request: Request) -> Reply:
        found = [
            row
            for copy in self.state.copies.values()
            if query.fits(row := rows.item(self.state, copy, request.embeds), request.conditions)
            and request.query.get("external_id", copy.barcode) == copy.barcode
        ]
        return _page(request, found)

    # Patrons

    def validate_password(self, request: Request) -> Reply:
        account = self.state.account_of(request.body.get("identifier", ""))
        if account is None or account.pin != request.body["password"]:
            return failure(400, "Validation failed")
        answer = {
            "cardnumber": account.card,
            "patron_id": account.patron_id,
            "userid": account.card,
        }
        return Reply.json(201, answer)

    def get_patron(self, request: Request, patron_id: int) -> Reply:
        account = self.state.accounts.get(patron_id)
        if account is None:
            return failure(404, "Patron not found", code="not_found")
        return Reply.json(200, rows.patron(self.state, account))

    def list_checkouts(self, request: Request) -> Reply:
        found = [
            rows.checkout(loan, self.state.copies[loan.item_id])
            for loan in self.state.loans_of(int(request.query["patron_id"]))
        ]
        return _page(request, found)

    def list_holds(self, request: Request) -> Reply:
        found = [
            row
            for hold in self.state.holds.values()
            if query.fits(row := rows.hold(self.state, hold), request.conditions)
            and int(request.query.get("patron_id", hold.patron_id)) == hold.patron_id
        ]
        return _page(request, found)

    # Commands

    def get_availability(self, request: Request) -> Reply:
        account = self.state.accounts[int(request.query["patron_id"])]
        copy = self.state.copies[int(request.query["item_id"])]
        blockers, confirms = self._reasons(account, copy)
        token = secrets.token_urlsafe(16)
        self._confirmations[token] = _promise(copy, confirms)
        answer = {
            "blockers": dict.fromkeys(blockers, 1),
            "confirms": dict.fromkeys(confirms, 1),
            "warnings": {},
            "confirmation_token": token,
        }
        return Reply.json(200, answer)

    def add_checkout(self, request: Request) -> Reply:
        account = self.state.accounts.get(request.body["patron_id"])
        copy = self.state.copies.get(request.body["item_id"])
        if copy is None:
            return failure(409, "Item not found", code="ITEM_NOT_FOUND")
        if account is None:
            return failure(409, "Patron not found", code="PATRON_NOT_FOUND")
        blockers, confirms = self._reasons(account, copy)
        if blockers:
            return failure(403, f"Checkout not authorized ({' '.join(blockers)})")
        promise = self._confirmations.get(request.query.get("confirmation", ""))
        if confirms and promise != _promise(copy, confirms):
            return failure(412, "Confirmation error")
        loan = self.state.lend(account.patron_id, copy.item_id)
        return Reply.json(201, rows.checkout(loan, copy))

    def renew_checkout(self, request: Request, checkout_id: int) -> Reply:
        loan = self.state.loans.get(checkout_id)
        if loan is None:
            return failure(404, "Checkout not found", code="not_found")
        try:
            self.state.renew(loan)
        except Refusal as refusal:
            return failure(403, f"Renewal not authorized ({words.RENEWAL[refusal.blocks[0]]})")
        return Reply.json(201, rows.checkout(loan, self.state.copies[loan.item_id]))

    def add_hold(self, request: Request) -> Reply:
        account = self.state.accounts.get(request.body["patron_id"])
        if account is None:
            return failure(400, "patron_id not found")
        record_id = catalogue.record_id(request.body["biblio_id"])
        if record_id not in self.state.records:
            return failure(404, "Biblio not found")
        try:
            hold = self.state.place_hold(account, record_id, request.body["pickup_library_id"])
        except Refusal as refusal:
            if codes.HOLD_PICKUP in refusal.blocks:
                return failure(400, "The supplied pickup location is not valid")
            reason = words.HOLD[refusal.blocks[0]]
            return failure(403, f"Hold cannot be placed. Reason: {reason}", code=reason)
        return Reply.json(201, rows.hold(self.state, hold))

    def delete_hold(self, request: Request, hold_id: int) -> Reply:
        if self.state.holds.pop(hold_id, None) is None:
            return failure(404, "Hold not found", code="not_found")
        return Reply(204)

    # Inside

    def _marcxml(self, biblio_id: int) -> str:
        return catalogue.as_marcxml(self.state.records[catalogue.record_id(biblio_id)])

    def _reasons(self, account: Account, copy: Copy) -> tuple[list[str], list[str]]:
        """What forbids a loan, and what Koha leaves to the member of staff at the desk."""
        refusal = self.state.reasons_against_loan(account, copy)
        found = [words.CHECKOUT[code] for code in refusal.blocks]
        confirms = [words.CHECKOUT[code] for code in refusal.questions]
        confirms += [word for word in found if word in words.FOR_STAFF_TO_DECIDE]
        if copy.state is ItemStatus.IN_TRANSIT:
            confirms.append("TRANSFERRED")
        return [word for word in found if word not in words.FOR_STAFF_TO_DECIDE], confirms


def _promise(copy: Copy, confirms: list[str]) -> str:
    """What a token stands for: Koha signs the copy and the questions, so that none is added."""
    return ":".join([str(copy.item_id), *sorted(confirms)])


def _cut(request: Request, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    size = int(request.query.get("_per_page", 20))
    start = (int(request.query.get("_page", 1)) - 1) * size
    return found[start : start + size]


def _page(request: Request, found: list[dict[str, Any]]) -> Reply:
    return Reply.json(200, _cut(request, found), {"X-Total-Count": str(len(found))})
