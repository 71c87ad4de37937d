"""Patrons: who they are, what they have on loan and on hold."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from catalog.ils.drivers.transport import Call
from catalog.ils.policies import PATRON
from catalog.ils.values import Hold, HoldState, Loan, PatronRef, PatronSummary

from . import answers
from .part import Part

_COUNTS = {"x-koha-embed": "checkouts+count,overdues+count,account_balance"}
_TITLES = {"x-koha-embed": "biblio"}
_HINT = 4


class PatronsPart(Part):
    def authenticate(self, card: str, pin: str) -> PatronRef | None:
        if not card or not pin:
            return None
        asking = Call(
            "POST",
            "/auth/password/validation",
            PATRON,
            body={"identifier": card, "password": pin},
            expects=(201, 400),
        )
        answer = self._session.call(asking)
        if answer.status == 400:
            return None
        with answers.understood():
            patron_id = int(answer.json()["patron_id"])
        row = self._session.call(Call("GET", f"/patrons/{patron_id}", PATRON)).json()
        with answers.understood():
            branch = self._branch(row["library_id"])
            return PatronRef(str(patron_id), card[-_HINT:], branch, row["category_id"])

    def summary(self, patron: PatronRef) -> PatronSummary:
        call = Call("GET", f"/patrons/{self._patron_id(patron)}", PATRON, headers=_COUNTS)
        row = self._session.call(call).json()
        held = self._hold_rows(patron)
        with answers.understood():
            states = [answers.hold_state(hold) for hold in held]
            return PatronSummary(
                patron,
                display_name=answers.name(row),
                expires=answers.day(row.get("expiry_date")),
                loans=row.get("checkouts_count") or 0,
                overdues=row.get("overdues_count") or 0,
                holds=len(states),
                holds_ready=states.count(HoldState.READY),
                owed=answers.owed(row),
                blocks=answers.standing(row),
            )

    def loans(self, patron: PatronRef) -> Sequence[Loan]:
        rows = self._loan_rows(patron)
        with answers.understood():
            items = self._items(row["item_id"] for row in rows)
            return [self._loan(row, items.get(row["item_id"], {})) for row in rows]

    def holds(self, patron: PatronRef) -> Sequence[Hold]:
        rows = self._hold_rows(patron)
        with answers.understood():
            titles = self._titles({row["biblio_id"] for row in rows})
            return [self._hold(row, titles.get(row["biblio_id"], "")) for row in rows]

    def _loan_rows(self, patron: PatronRef) -> list[Any]:
        params = {"patron_id": self._patron_id(patron)}
        return self._session.rows(Call("GET", "/checkouts", PATRON, params))

    def _hold_rows(self, patron: PatronRef) -> list[Any]:
        params = {"patron_id": self._patron_id(patron)}
        return self._session.rows(Call("GET", "/holds", PATRON, params))

    def _items(self, item_ids: Iterable[int]) -> dict[int, Any]:
        """The copies of loans with their titles: a loan at Koha names its copy alone."""
        query = _one_of("item_id", item_ids)
        if not query:
            return {}
        call = Call("GET", "/items", PATRON, {"q": query}, headers=_TITLES)
        return {row["item_id"]: row for row in self._session.rows(call)}

    def _titles(self, numbers: Iterable[int]) -> dict[int, str]:
        query = _one_of("biblio_id", numbers)
        if not query:
            return {}
        call = Call("GET", "/biblios", PATRON, {"q": query})
        return {row["biblio_id"]: row["title"] or "" for row in self._session.rows(call)}

    def _loan(self, row: answers.Row, item: answers.Row) -> Loan:
        number = item.get("biblio_id")
        return Loan(
            loan_id=str(row["checkout_id"]),
            barcode=item.get("external_id") or "",
            title=(item.get("biblio") or {}).get("title") or "",
            due=answers.day(row["due_date"]),
            branch=self._branch(row.get("library_id")),
            record_id=self._numbers.record_id(number) if number else "",
            is_overdue=answers.is_past(row["due_date"]),
        )

    def _hold(self, row: answers.Row, title: str) -> Hold:
        return Hold(
            hold_id=str(row["hold_id"]),
            record_id=self._numbers.record_id(row["biblio_id"]),
            title=title,
            pickup_branch=self._branch(row["pickup_library_id"]),
            state=answers.hold_state(row),
            position=row["priority"] or None,
            placed=answers.day(row.get("hold_date")),
            pickup_until=answers.day(row.get("expiration_date")),
        )


def _one_of(name: str, numbers: Iterable[int]) -> str:
    wanted = sorted(set(numbers))
    return json.dumps({name: {"-in": wanted}}) if wanted else ""
