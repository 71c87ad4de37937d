"""Loans and holds of a card: asked of the library system each time, kept nowhere."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.utils import timezone

from catalog.borrowing.models import LinkedCard
from catalog.borrowing.wording import WORDS, explain_all
from catalog.ils import codes
from catalog.ils.capabilities import Capability
from catalog.ils.commands import Command, Renew
from catalog.ils.errors import ILSError, NotFound
from catalog.ils.values import Hold, HoldState, Loan, PatronSummary
from catalog.models import Record
from catalog.systems import ils, source
from portal.core.models import Library

from .acts import act_keys
from .at_once import at_once

SOON = 3  # days
HOLD_LOOKS = {
    HoldState.READY: ("check", "malachite"),
    HoldState.IN_TRANSIT: ("bus", "azurite"),
    HoldState.WAITING: ("hourglass", "gamboge"),
    HoldState.SUSPENDED: ("close", "mute"),
}


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A book at home. *key* is that of its renewal, empty where it cannot be renewed."""

    loan: Loan
    today: dt.date
    record: Record | None = None
    library: Library | None = None
    key: str = ""

    @property
    def days_left(self) -> int | None:
        return (self.loan.due - self.today).days if self.loan.due else None

    @property
    def is_due_soon(self) -> bool:
        return self.days_left is not None and 0 <= self.days_left <= SOON

    @property
    def look(self) -> tuple[str, str]:
        """Icon and pigment."""
        if self.loan.is_overdue:
            return "alert", "cinnabar"
        return ("clock", "gamboge") if self.is_due_soon else ("calendar", "mute")

    @property
    def why_not(self) -> str:
        """Why it cannot be renewed, as far as the system lets us know."""
        if self.loan.renewable is not False:
            return ""
        if self.loan.is_overdue:
            return str(WORDS[codes.RENEW_OVERDUE])
        if self.loan.renewals_left == 0:
            return str(WORDS[codes.RENEW_LIMIT])
        return str(WORDS[codes.RENEW_RESERVED])


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A book that is waited for. *can_cancel* follows what the system can do."""

    hold: Hold
    record: Record | None = None
    library: Library | None = None
    can_cancel: bool = False

    @property
    def look(self) -> tuple[str, str]:
        return HOLD_LOOKS[self.hold.state]


@dataclass(frozen=True, slots=True)
class Account:
    """All of a card, or that the system is away, or that the card has to be linked anew."""

    card: LinkedCard
    summary: PatronSummary | None = None
    loans: Sequence[LoanRow] = ()
    holds: Sequence[HoldRow] = ()
    is_away: bool = False
    is_broken: bool = False
    can: frozenset[str] = field(default_factory=frozenset)

    @property
    def problems(self) -> list[str]:
        return explain_all(self.summary.blocks) if self.summary else []

    @property
    def renewable(self) -> list[LoanRow]:
        return [row for row in self.loans if row.key]

    @property
    def next_due(self) -> dt.date | None:
        return next((row.loan.due for row in self.loans if row.loan.due), None)


def account(card: LinkedCard) -> Account:
    """Three calls to the library system at once; a query each for books, libraries and keys."""
    patron, system = card.patron, ils()
    if patron is None:
        return Account(card, is_broken=True)
    try:
        summary, found, holds = at_once(
            partial(system.summary, patron),
            partial(system.loans, patron),
            partial(system.holds, patron),
        )
    except NotFound:
        return Account(card, is_broken=True)
    except ILSError:
        return Account(card, is_away=True)
    loans = sorted(found, key=lambda loan: loan.due or dt.date.max)
    books = _books([*loans, *holds])
    libraries = _libraries([loan.branch for loan in loans] + [hold.pickup_branch for hold in holds])
    today = timezone.localdate()
    return Account(
        card,
        summary=summary,
        loans=[
            LoanRow(loan, today, books.get(loan.record_id), libraries.get(loan.branch), key)
            for loan, key in zip(loans, _renewal_keys(card, loans), strict=True)
        ],
        holds=[
            HoldRow(
                hold,
                books.get(hold.record_id),
                libraries.get(hold.pickup_branch),
                system.can(Capability.HOLD_CANCEL),
            )
            for hold in holds
        ],
        can=frozenset(map(str, system.capabilities)),
    )


def in_short(card: LinkedCard) -> Account:
    """The numbers alone: one call."""
    patron = card.patron
    if patron is None:
        return Account(card, is_broken=True)
    try:
        return Account(card, summary=ils().summary(patron))
    except NotFound:
        return Account(card, is_broken=True)
    except ILSError:
        return Account(card, is_away=True)


def find_hold(card: LinkedCard, hold_id: str) -> HoldRow | None:
    """One of the card's holds, to be looked at before it is cancelled. Raises ILSError."""
    patron = card.patron
    holds = ils().holds(patron) if patron else []
    hold = next((hold for hold in holds if hold.hold_id == hold_id), None)
    if hold is None:
        return None
    library = _libraries([hold.pickup_branch]).get(hold.pickup_branch)
    return HoldRow(hold, _books([hold]).get(hold.record_id), library, can_cancel=True)


def _renewal_keys(card: LinkedCard, loans: Sequence[Loan]) -> list[str]:
    if not ils().can(Capability.RENEW):
        return [""] * len(loans)
    acts: list[Command] = [Renew(loan.loan_id, loan.due) for loan in loans]
    keys = act_keys(card, acts)
    return ["" if loan.renewable is False else key for loan, key in zip(loans, keys, strict=True)]


def _books(rows: Iterable[Loan | Hold]) -> dict[str, Record]:
    numbers = {row.record_id for row in rows if row.record_id}
    found = Record.objects.filter(source=source(), record_id__in=numbers)
    return {record.record_id: record for record in found}


def _libraries(wanted: Iterable[str]) -> dict[str, Library]:
    return {row.code: row for row in Library.objects.filter(code__in={*wanted})}
