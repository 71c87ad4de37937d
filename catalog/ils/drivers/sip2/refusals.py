"""A command was refused: what the protocol lets us find out about the reason."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from catalog.ils import codes
from catalog.ils.errors import ILSError
from catalog.ils.values import Block, ItemStatus, Outcome, PatronRef

from . import reasons
from .frames import Answer
from .part import patron_deadline
from .patrons import PatronsPart

T = TypeVar("T")


class RefusalsPart(PatronsPart):
    def _no_loan(self, patron: PatronRef, copy: Answer, answer: Answer) -> Outcome:
        """Because of the copy, or of the patron; a fee alone is a question."""

        def why() -> Sequence[str]:
            status = reasons.STATUSES.get(copy.fixed[:2], ItemStatus.UNKNOWN)
            if status in reasons.NOT_LENT:
                return [reasons.NOT_LENT[status]]
            return reasons.standing(self._whole(patron))

        outcome = self._refused(answer, why)
        fee = answer.amount("BV")
        if fee > 0 and not reasons.is_known(outcome.blocks):
            question = Block(codes.PATRON_DEBT, answer.message)
            return Outcome(ok=False, questions=(question,), confirm_token=f"fee:{fee}")
        return outcome

    def _no_renewal(self, patron: PatronRef, before: Answer, answer: Answer) -> Outcome:
        def why() -> Sequence[str]:
            whole = self._whole(patron)
            if found := _without_loan_limit(reasons.standing(whole)):
                return found
            if before.number("CF"):
                return [codes.RENEW_RESERVED]
            return [codes.RENEW_LIMIT] if whole.has_flag(reasons.TOO_MANY_RENEWALS) else []

        return self._refused(answer, why)

    def _no_hold(self, patron: PatronRef, answer: Answer) -> Outcome:
        def why() -> Sequence[str]:
            whole = self._whole(patron)
            limit = whole.number("BZ")
            if found := _without_loan_limit(reasons.standing(whole)):
                return found
            if limit is not None and len(self.holds(patron)) >= limit:
                return [codes.HOLD_LIMIT]
            return [codes.HOLD_NOT_ALLOWED] if whole.has_flag(reasons.NO_HOLDS) else []

        return self._refused(answer, why)

    def _refused(self, answer: Answer, why: Callable[[], Sequence[str]]) -> Outcome:
        """With the codes that *why* finds, else with what the system says."""
        found = self._traces(why) or [codes.REFUSED]
        message = answer.message
        return Outcome(
            ok=False, blocks=tuple(Block(code, message) for code in found), message=message
        )

    def _whole(self, patron: PatronRef) -> Answer:
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            return self._patron(line, patron, deadline)

    def _loan_answer(self, patron: PatronRef, barcode: str) -> Answer | None:
        """What the server says of a copy that is on loan to *patron*."""
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            if barcode not in self._charged(line, patron, deadline):
                return None
            return self._item(line, barcode, deadline)

    def _mirrored_branch(self, barcode: str) -> str:
        """Where we know a copy to be when the server does not say."""
        record_id, _title = self._titles([barcode]).get(barcode, ("", ""))
        copies = self._mirror.items([record_id]).get(record_id, ()) if record_id else ()
        return next((item.branch for item in copies if item.barcode == barcode), "")

    @staticmethod
    def _traces(read: Callable[[], T]) -> T | None:
        """What can be read back; None where not even that works."""
        try:
            return read()
        except ILSError:
            return None


def _without_loan_limit(found: Sequence[str]) -> list[str]:
    return [code for code in found if code != codes.LOAN_LIMIT]
