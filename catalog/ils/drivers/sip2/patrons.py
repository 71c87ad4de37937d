"""Patrons: who they are, what they have on loan and on hold."""

from collections.abc import Iterator, Sequence

from catalog.ils.errors import ILSUnavailable, NotFound
from catalog.ils.values import Block, Hold, HoldState, Loan, PatronRef, PatronSummary

from . import reasons
from .dates import day
from .deadlines import Deadline
from .frames import Answer
from .line import Line
from .messages import CHARGED, HELD, NOT_YET_HELD
from .part import Part, patron_deadline

MOST = 60
_HINT = 4
# Where the counts of a patron's copies stand in the answer.
_READY, _OVERDUE, _CHARGED, _WAITING = 35, 39, 43, 55


class PatronsPart(Part):
    def authenticate(self, card: str, pin: str) -> PatronRef | None:
        """Both BL and CQ must say yes: without CQ the server has not looked at the PIN."""
        if not self._is_safe(card) or not self._is_safe(pin):
            return None
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            answer = line.ask(self._messages.patron(card, pin=pin), "64", deadline)
        if answer.first("BL") != "Y" or answer.first("CQ") != "Y":
            return None
        return PatronRef(answer.first("AA") or card, card[-_HINT:])

    def summary(self, patron: PatronRef) -> PatronSummary:
        self._must_be_a_card(patron)
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            answer = self._patron(line, patron, deadline)
        ready, waiting = _count(answer, _READY), _count(answer, _WAITING)
        return PatronSummary(
            patron,
            display_name=answer.first("AE"),
            expires=reasons.expiry(answer),
            loans=_count(answer, _CHARGED),
            overdues=_count(answer, _OVERDUE),
            holds=ready + waiting,
            holds_ready=ready,
            loan_limit=answer.number("CB"),
            hold_limit=answer.number("BZ"),
            owed=answer.amount("BV"),
            blocks=tuple(map(Block, reasons.standing(answer))),
        )

    def loans(self, patron: PatronRef) -> Sequence[Loan]:
        """Each loan takes a message of its own; when the time is over its day stays open."""
        self._must_be_a_card(patron)
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            barcodes = self._charged(line, patron, deadline)
        answers = dict(self._item_answers(barcodes, deadline))
        titles = self._titles(barcodes)
        return [
            self._loan(barcode, answers.get(barcode), titles.get(barcode, ("", "")))
            for barcode in barcodes
        ]

    def holds(self, patron: PatronRef) -> Sequence[Hold]:
        self._must_be_a_card(patron)
        deadline = patron_deadline()
        with self._pool.line(deadline) as line:
            states = self._held(line, patron, deadline)
        titles = self._titles(list(states))
        return [
            Hold(identifier, *titles.get(identifier, ("", identifier)), "", state)
            for identifier, state in states.items()
        ]

    def _must_be_a_card(self, patron: PatronRef) -> None:
        if not self._is_safe(patron.patron_id):
            raise NotFound("no patron of this system")

    def _charged(self, line: Line, patron: PatronRef, deadline: Deadline) -> list[str]:
        answer = self._patron(line, patron, deadline, part=CHARGED, most=MOST)
        barcodes = dict.fromkeys(text.strip() for text in answer.all("AU") if text.strip())
        return list(barcodes)[:MOST]

    def _held(self, line: Line, patron: PatronRef, deadline: Deadline) -> dict[str, HoldState]:
        """What identifies each hold: a barcode with most systems, a title with some."""
        ready = self._patron(line, patron, deadline, part=HELD, most=MOST)
        waiting = self._patron(line, patron, deadline, part=NOT_YET_HELD, most=MOST)
        found = {text.strip(): HoldState.WAITING for text in waiting.all("CD")}
        found |= {text.strip(): HoldState.READY for text in ready.all("AS")}
        found.pop("", None)
        return found

    def _item_answers(
        self, barcodes: list[str], deadline: Deadline
    ) -> Iterator[tuple[str, Answer]]:
        """Until the time is over; a list with open days is better than none."""
        try:
            with self._pool.line(deadline) as line:
                for barcode in filter(self._is_safe, barcodes):
                    if deadline.is_over:
                        return
                    answer = self._item(line, barcode, deadline)
                    if answer:
                        yield barcode, answer
        except ILSUnavailable:
            return

    def _loan(self, barcode: str, answer: Answer | None, mirrored: tuple[str, str]) -> Loan:
        record_id, title = mirrored
        if answer is None:
            return Loan(barcode, barcode, title, None, record_id=record_id)
        due, today = day(answer.first("AH")), day(answer.fixed[6:14])
        return Loan(
            loan_id=barcode,
            barcode=barcode,
            title=title or answer.first("AJ"),
            due=due,
            branch=self._branch(answer),
            record_id=record_id,
            is_overdue=bool(due and today and due < today),
        )


def _count(answer: Answer, place: int) -> int:
    digits = answer.fixed[place : place + 4].strip()
    return int(digits) if digits.isascii() and digits.isdigit() else 0
