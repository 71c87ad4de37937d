"""Commands. The portal's account may do anything for anyone, so ownership is looked at first.

An answer that was lost is settled by reading back; nothing is ever sent a second time.
"""

from collections.abc import Sequence
from typing import Any

from catalog.ils import codes
from catalog.ils.drivers.transport import Call
from catalog.ils.errors import NotFound, OutcomeUnknown
from catalog.ils.policies import PATRON
from catalog.ils.values import Outcome, PatronRef

from . import answers, reasons
from .commands import command, done, owned, refused, traces
from .patrons import PatronsPart


class CirculationPart(PatronsPart):
    def pickup_branches(self, patron: PatronRef, record_id: str) -> Sequence[str]:
        path = f"/biblios/{self._number(record_id)}/pickup_locations"
        params = {"patron_id": self._patron_id(patron)}
        rows = self._session.rows(Call("GET", path, PATRON, params))
        with answers.understood():
            return [self._branch(row["library_id"]) for row in rows]

    def place_hold(
        self, patron: PatronRef, record_id: str, pickup_branch: str, *, key: str, item_id: str = ""
    ) -> Outcome:
        """*key* stays here: Koha has no place for it."""
        body: dict[str, Any] = {
            "patron_id": self._patron_id(patron),
            "biblio_id": self._number(record_id),
            "pickup_library_id": self._library_id(pickup_branch),
        }
        if item_id:
            body["item_id"] = int(item_id)
        call = command("POST", "/holds", (201, 400, 403, 404), body=body)
        is_reconciled = False
        try:
            answer = self._session.call(call)
            if answer.status == 404:
                raise NotFound(str(call))
            if answer.status != 201:
                return refused(answer)
            row = done(answer, "hold_id", "priority")
        except OutcomeUnknown:
            found = traces(lambda: self._hold_rows(patron), biblio_id=body["biblio_id"])
            if not found:
                raise
            row, is_reconciled = found[0], True
        return Outcome(
            ok=True,
            ref=str(row["hold_id"]),
            position=row["priority"] or None,
            is_reconciled=is_reconciled,
        )

    def cancel_hold(self, patron: PatronRef, hold_id: str) -> Outcome:
        number = owned(self._hold_rows(patron), "hold_id", hold_id)["hold_id"]
        try:
            answer = self._session.call(command("DELETE", f"/holds/{number}", (202, 204, 403, 404)))
        except OutcomeUnknown:
            if traces(lambda: self._hold_rows(patron), hold_id=number) != []:
                raise
            return Outcome(ok=True, ref=hold_id, is_reconciled=True)
        return refused(answer) if answer.status == 403 else Outcome(ok=True, ref=hold_id)

    def renew(self, patron: PatronRef, loan_id: str) -> Outcome:
        before = owned(self._loan_rows(patron), "checkout_id", loan_id)
        number = before["checkout_id"]
        is_reconciled = False
        try:
            answer = self._session.call(
                command("POST", f"/checkouts/{number}/renewals", (201, 403))
            )
            if answer.status == 403:
                return refused(answer)
            row = done(answer, "due_date")
        except OutcomeUnknown:
            found = traces(lambda: self._loan_rows(patron), checkout_id=number)
            if not found or found[0]["due_date"] <= before["due_date"]:
                raise
            row, is_reconciled = found[0], True
        due = answers.day(row["due_date"])
        return Outcome(ok=True, ref=loan_id, due=due, is_reconciled=is_reconciled)

    def checkout(
        self, patron: PatronRef, barcode: str, *, branch: str, key: str, confirm_token: str = ""
    ) -> Outcome:
        """*confirm_token* is Koha's: it is good for this copy and these questions alone."""
        listing = Call("GET", "/items", PATRON, {"external_id": barcode})
        rows = self._session.rows(listing) if barcode else []
        with answers.understood():
            rows = [row for row in rows if row["external_id"] == barcode]
            if len(rows) != 1:
                return Outcome.refused(codes.ITEM_UNKNOWN)
            if self._branch(rows[0]["holding_library_id"]) != branch:
                return Outcome.refused(codes.ITEM_OTHER_BRANCH)
            item_id = int(rows[0]["item_id"])
        if not confirm_token and (obstacle := self._obstacle(patron, item_id)):
            return obstacle
        return self._lend(patron, item_id, branch, confirm_token)

    def _obstacle(self, patron: PatronRef, item_id: int) -> Outcome | None:
        """A refusal, or the questions that Koha has before it lends."""
        params = {"patron_id": self._patron_id(patron), "item_id": item_id}
        asking = Call("GET", "/checkouts/availability", PATRON, params)
        said = self._session.call(asking).json()
        with answers.understood():
            questions = set(said["confirms"])
            blockers = [*said["blockers"], *sorted(questions & reasons.NOT_FOR_PATRONS)]
            if blockers:
                return Outcome(ok=False, blocks=reasons.blocks(blockers))
            if questions:
                return Outcome(
                    ok=False,
                    questions=reasons.blocks(sorted(questions)),
                    confirm_token=said["confirmation_token"],
                )
        return None

    def _lend(self, patron: PatronRef, item_id: int, branch: str, confirm_token: str) -> Outcome:
        body = {
            "patron_id": self._patron_id(patron),
            "item_id": item_id,
            "library_id": self._library_id(branch),
        }
        params = {"confirmation": confirm_token} if confirm_token else {}
        call = command("POST", "/checkouts", (201, 403, 409, 412), body=body, params=params)
        is_reconciled = False
        try:
            answer = self._session.call(call)
            if answer.status == 412:
                return Outcome.refused(codes.CONFIRM_EXPIRED)
            if answer.status != 201:
                return refused(answer)
            row = done(answer, "checkout_id", "due_date")
        except OutcomeUnknown:
            found = traces(lambda: self._loan_rows(patron), item_id=item_id)
            if not found:
                raise
            row, is_reconciled = found[0], True
        due = answers.day(row["due_date"])
        return Outcome(ok=True, ref=str(row["checkout_id"]), due=due, is_reconciled=is_reconciled)
