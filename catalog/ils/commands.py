"""What a patron has done in a library system: how it is sent, and how one finds out that it was.

A command whose answer was lost is never sent again; `find` reads back what became of it.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from .protocols import Circulation, Patrons
from .values import Outcome, PatronRef


class System(Patrons, Circulation, Protocol):
    """A system with patrons and their commands."""


class Command(Protocol):
    kind: ClassVar[str]

    def send(self, system: System, patron: PatronRef, key: str) -> Outcome: ...

    def find(self, system: System, patron: PatronRef) -> Outcome | None:
        """What became of it, None when nothing shows that it was carried out."""


@dataclass(frozen=True, slots=True)
class PlaceHold:
    kind: ClassVar[str] = "hold"
    record_id: str
    pickup_branch: str
    item_id: str = ""

    def send(self, system: System, patron: PatronRef, key: str) -> Outcome:
        return system.place_hold(
            patron, self.record_id, self.pickup_branch, key=key, item_id=self.item_id
        )

    def find(self, system: System, patron: PatronRef) -> Outcome | None:
        for hold in system.holds(patron):
            if hold.record_id == self.record_id:
                return Outcome(True, hold.hold_id, position=hold.position, is_reconciled=True)
        return None


@dataclass(frozen=True, slots=True)
class CancelHold:
    kind: ClassVar[str] = "cancel"
    hold_id: str

    def send(self, system: System, patron: PatronRef, key: str) -> Outcome:
        return system.cancel_hold(patron, self.hold_id)

    def find(self, system: System, patron: PatronRef) -> Outcome | None:
        if any(hold.hold_id == self.hold_id for hold in system.holds(patron)):
            return None
        return Outcome(True, self.hold_id, is_reconciled=True)


@dataclass(frozen=True, slots=True)
class Renew:
    """*due* is the date before: a later one shows that the loan was renewed."""

    kind: ClassVar[str] = "renew"
    loan_id: str
    due: dt.date | None = None

    def send(self, system: System, patron: PatronRef, key: str) -> Outcome:
        return system.renew(patron, self.loan_id)

    def find(self, system: System, patron: PatronRef) -> Outcome | None:
        for loan in system.loans(patron):
            if loan.loan_id == self.loan_id and loan.due and self.due and loan.due > self.due:
                return Outcome(True, loan.loan_id, due=loan.due, is_reconciled=True)
        return None


@dataclass(frozen=True, slots=True)
class Checkout:
    kind: ClassVar[str] = "checkout"
    barcode: str
    branch: str
    confirm_token: str = field(default="", repr=False)

    def send(self, system: System, patron: PatronRef, key: str) -> Outcome:
        return system.checkout(
            patron,
            self.barcode,
            branch=self.branch,
            key=key,
            confirm_token=self.confirm_token,
        )

    def find(self, system: System, patron: PatronRef) -> Outcome | None:
        for loan in system.loans(patron):
            if loan.barcode == self.barcode:
                return Outcome(True, loan.loan_id, due=loan.due, is_reconciled=True)
        return None


KINDS: dict[str, Any] = {made.kind: made for made in (PlaceHold, CancelHold, Renew, Checkout)}
