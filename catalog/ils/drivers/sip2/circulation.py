"""Commands. A terminal may do anything for any card, so ownership is looked at first.

An answer that was lost is settled by reading back; nothing is ever sent a second time.
"""

from collections.abc import Sequence
from dataclasses import replace

import pysip2

from catalog.ils import codes
from catalog.ils.errors import NotFound, OutcomeUnknown
from catalog.ils.policies import COMMAND
from catalog.ils.values import ItemStatus, Outcome, PatronRef

from .dates import day
from .deadlines import Deadline
from .frames import Answer
from .part import patron_deadline
from .reasons import STATUSES
from .refusals import RefusalsPart

_DESENSITIZED = {"Y": True, "N": False}


class CirculationPart(RefusalsPart):
    _pickup: Sequence[str]

    def pickup_branches(self, patron: PatronRef, record_id: str) -> Sequence[str]:
        """From the settings: the protocol has no message for it."""
        return list(self._pickup)

    def place_hold(
        self, patron: PatronRef, record_id: str, pickup_branch: str, *, key: str, item_id: str = ""
    ) -> Outcome:
        """On any copy of the record, named by its first one that the mirror knows.

        Not every server refuses a second hold on the same record, so that is done here; and a
        hold that is found after a lost answer is then the one that was asked for.
        """
        self._must_be_a_card(patron)
        copies = self._mirror.items([record_id]).get(record_id, ())
        barcode = item_id or next((item.barcode for item in copies), "")
        if not self._is_safe(barcode):
            raise NotFound(f"no copy is known of {record_id}")
        if self._pickup and pickup_branch not in self._pickup:
            return Outcome.refused(codes.HOLD_PICKUP)
        if self._held_already(patron, record_id):
            return Outcome.refused(codes.HOLD_DUPLICATE)
        pickup, is_this_copy = self._location(pickup_branch), bool(item_id)
        message = self._messages.hold(
            patron.patron_id, barcode, pickup=pickup, is_this_copy=is_this_copy
        )
        try:
            answer = self._command(message, "16")
        except OutcomeUnknown:
            found = self._traces(lambda: self._held_already(patron, record_id))
            if not found:
                raise
            return Outcome(ok=True, ref=found, is_reconciled=True)
        if not answer.is_ok:
            return self._no_hold(patron, answer)
        done = _done(answer, answer.first("AB") or barcode)
        return replace(done, position=answer.number("BR") or None)

    def cancel_hold(self, patron: PatronRef, hold_id: str) -> Outcome:
        if hold_id not in {hold.hold_id for hold in self.holds(patron)}:
            raise NotFound("not this patron's hold")
        message = self._messages.cancellation(patron.patron_id, hold_id)
        try:
            answer = self._command(message, "16")
        except OutcomeUnknown:
            found = self._traces(lambda: self.holds(patron))
            if found is None or hold_id in {hold.hold_id for hold in found}:
                raise
            return Outcome(ok=True, ref=hold_id, is_reconciled=True)
        return _done(answer, hold_id) if answer.is_ok else self._refused(answer, list)

    def renew(self, patron: PatronRef, loan_id: str) -> Outcome:
        self._must_be_a_card(patron)
        before = self._loan_answer(patron, loan_id)
        if before is None:
            raise NotFound("not this patron's loan")
        try:
            answer = self._command(self._messages.renewal(patron.patron_id, loan_id), "30")
        except OutcomeUnknown:
            after = self._traces(lambda: self._loan_answer(patron, loan_id))
            old, new = day(before.first("AH")), after and day(after.first("AH"))
            if not old or not new or new <= old:
                raise
            return Outcome(ok=True, ref=loan_id, due=new, is_reconciled=True)
        return _done(answer, loan_id) if answer.is_ok else self._no_renewal(patron, before, answer)

    def checkout(
        self, patron: PatronRef, barcode: str, *, branch: str, key: str, confirm_token: str = ""
    ) -> Outcome:
        """The only question of the protocol is a fee: a yes is good for the amount it was for."""
        self._must_be_a_card(patron)
        if not self._is_safe(barcode):
            return Outcome.refused(codes.ITEM_UNKNOWN)
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            copy = self._item(line, barcode, deadline)
        if copy is None:
            return Outcome.refused(codes.ITEM_UNKNOWN)
        if (self._branch(copy) or self._mirrored_branch(barcode)) != branch:
            return Outcome.refused(codes.ITEM_OTHER_BRANCH)
        if STATUSES.get(copy.fixed[:2]) is ItemStatus.ON_LOAN:  # some servers lend it once more
            is_mine = self._loan_answer(patron, barcode) is not None
            return Outcome.refused(codes.ITEM_MINE if is_mine else codes.ITEM_ON_LOAN)
        outcome = self._lend(patron, barcode, copy, accepts_fee=False)
        if confirm_token and confirm_token == outcome.confirm_token:
            return self._lend(patron, barcode, copy, accepts_fee=True)
        return outcome

    def _lend(self, patron: PatronRef, barcode: str, copy: Answer, *, accepts_fee: bool) -> Outcome:
        message = self._messages.checkout(patron.patron_id, barcode, accepts_fee=accepts_fee)
        try:
            answer = self._command(message, "12")
        except OutcomeUnknown:
            found = self._traces(lambda: self._loan_answer(patron, barcode))
            if not found:
                raise
            return Outcome(ok=True, ref=barcode, due=day(found.first("AH")), is_reconciled=True)
        if not answer.is_ok:
            return self._no_loan(patron, copy, answer)
        return replace(_done(answer, barcode), desensitized=_DESENSITIZED.get(answer.fixed[3]))

    def _held_already(self, patron: PatronRef, record_id: str) -> str:
        found = (hold.hold_id for hold in self.holds(patron) if hold.record_id == record_id)
        return next(found, "")

    def _command(self, message: pysip2.SIPRequest, expects: str) -> Answer:
        deadline = Deadline(COMMAND)
        with self._pool.line(deadline) as line:
            return line.ask(message, expects, deadline, is_command=True)


def _done(answer: Answer, ref: str) -> Outcome:
    return Outcome(ok=True, ref=ref, due=day(answer.first("AH")), message=answer.message)
