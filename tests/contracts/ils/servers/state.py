"""One made-up library: what it owns, whom it serves and the rules it lends by.

The stand-ins for library systems speak of the same library, each in the words of its protocol.
Reasons are codes of `catalog.ils.codes`.
"""

import datetime as dt
import threading
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from catalog.ils import codes
from catalog.ils.values import HoldState, ItemStatus
from catalog.marc.types import BibRecord
from catalog.sample import LIBRARY_CODES
from tests.contracts.ils import catalogue

LOAN_DAYS = 30
LOAN_LIMIT = 5
HOLD_LIMIT = 3
RENEWAL_LIMIT = 1
DEBT_LIMIT = Decimal(50)
STRANGER = 900  # has on loan and on hold what the sample catalogue says is so


@dataclass(slots=True)
class Copy:
    """*state* is what the copy is by itself; loans and holds are rows of their own."""

    item_id: int
    record_id: str
    barcode: str
    branch: str
    home: str
    area: str
    call_number: str
    shelf: str
    state: ItemStatus


@dataclass(slots=True)
class Account:
    patron_id: int
    card: str
    pin: str
    name: str
    branch: str = "DQ01"
    expires: dt.date = dt.date(2099, 12, 31)
    is_restricted: bool = False
    is_card_lost: bool = False
    owed: Decimal = Decimal(0)


@dataclass(slots=True)
class LoanRow:
    loan_id: int
    patron_id: int
    item_id: int
    due: dt.date
    renewals: int = 0


@dataclass(slots=True)
class HoldRow:
    """*item_id* is the copy that waits for the patron or is on its way to them."""

    hold_id: int
    patron_id: int
    record_id: str
    pickup: str
    placed: dt.date
    state: HoldState = HoldState.WAITING
    item_id: int | None = None


@dataclass(slots=True)
class Refusal(Exception):  # noqa: N818 - a library refuses, nothing has failed
    """Why not; *questions* are what a yes of the patron settles."""

    blocks: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


class LibraryState:
    """The rows and the rules. Servers hold *lock* around each request."""

    def __init__(self, count: int = catalogue.COUNT) -> None:
        self.count = count
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        self._last_id = 0
        self.records: dict[str, BibRecord] = {}
        self.copies: dict[int, Copy] = {}
        self.accounts: dict[int, Account] = {}
        self.loans: dict[int, LoanRow] = {}
        self.holds: dict[int, HoldRow] = {}
        self.add_account(STRANGER, "201000000900", "135790", "无名氏")
        for book in catalogue.books(self.count):
            self._take_in(book)

    # What there is

    def today(self) -> dt.date:
        return timezone.localdate()

    def account_of(self, card: str) -> Account | None:
        return next((row for row in self.accounts.values() if row.card == card), None)

    def copy_of(self, barcode: str) -> Copy | None:
        return next((row for row in self.copies.values() if row.barcode == barcode), None)

    def copies_of(self, record_id: str) -> list[Copy]:
        return [row for row in self.copies.values() if row.record_id == record_id]

    def loan_on(self, item_id: int) -> LoanRow | None:
        return next((row for row in self.loans.values() if row.item_id == item_id), None)

    def loans_of(self, patron_id: int) -> list[LoanRow]:
        return [row for row in self.loans.values() if row.patron_id == patron_id]

    def holds_of(self, patron_id: int) -> list[HoldRow]:
        return [row for row in self.holds.values() if row.patron_id == patron_id]

    def holds_on(self, record_id: str) -> list[HoldRow]:
        return [row for row in self.holds.values() if row.record_id == record_id]

    def hold_for_copy(self, item_id: int) -> HoldRow | None:
        return next((row for row in self.holds.values() if row.item_id == item_id), None)

    def position(self, hold: HoldRow) -> int:
        """From 1 in the queue; 0 once a copy is set aside."""
        if hold.state is not HoldState.WAITING:
            return 0
        waiting = [row for row in self.holds_on(hold.record_id) if row.state is HoldState.WAITING]
        return 1 + sorted(row.hold_id for row in waiting).index(hold.hold_id)

    def status(self, copy: Copy) -> ItemStatus:
        if self.loan_on(copy.item_id):
            return ItemStatus.ON_LOAN
        hold = self.hold_for_copy(copy.item_id)
        if hold:
            in_transit = hold.state is HoldState.IN_TRANSIT
            return ItemStatus.IN_TRANSIT if in_transit else ItemStatus.ON_HOLD
        return copy.state

    # What staff does

    def add_account(
        self, patron_id: int, card: str, pin: str, name: str, **facts: object
    ) -> Account:
        account = Account(patron_id, card, pin, name, **facts)  # type: ignore[arg-type]
        self.accounts[patron_id] = account
        return account

    def lend(self, patron_id: int, item_id: int, due: dt.date | None = None) -> LoanRow:
        """Lend without asking whether it is allowed."""
        due = due or self.today() + dt.timedelta(days=LOAN_DAYS)
        loan = LoanRow(self._next_id(), patron_id, item_id, due)
        self.loans[loan.loan_id] = loan
        hold = self.hold_for_copy(item_id)
        if hold and hold.patron_id == patron_id:
            del self.holds[hold.hold_id]
        return loan

    def hold(
        self,
        patron_id: int,
        record_id: str,
        pickup: str,
        *,
        state: HoldState = HoldState.WAITING,
        item_id: int | None = None,
    ) -> HoldRow:
        """Place a hold without asking whether it is allowed."""
        hold = HoldRow(self._next_id(), patron_id, record_id, pickup, self.today(), state, item_id)
        self.holds[hold.hold_id] = hold
        return hold

    # What patrons ask for: done, or refused

    def place_hold(self, account: Account, record_id: str, pickup: str) -> HoldRow:
        blocks = self._against(account)
        held = self.holds_of(account.patron_id)
        on_loan = {self.copies[row.item_id].record_id for row in self.loans_of(account.patron_id)}
        if pickup not in LIBRARY_CODES:
            blocks.append(codes.HOLD_PICKUP)
        if any(row.record_id == record_id for row in held):
            blocks.append(codes.HOLD_DUPLICATE)
        elif len(held) >= HOLD_LIMIT:
            blocks.append(codes.HOLD_LIMIT)
        if record_id in on_loan:
            blocks.append(codes.ITEM_MINE)
        if not any(self._can_be_held(copy) for copy in self.copies_of(record_id)):
            blocks.append(codes.HOLD_NOT_ALLOWED)
        if blocks:
            raise Refusal(blocks)
        return self.hold(account.patron_id, record_id, pickup)

    def renew(self, loan: LoanRow) -> None:
        account = self.accounts[loan.patron_id]
        blocks = self._against(account)
        if loan.renewals >= RENEWAL_LIMIT:
            blocks.append(codes.RENEW_LIMIT)
        waiting = self.holds_on(self.copies[loan.item_id].record_id)
        if any(row.state is HoldState.WAITING for row in waiting):
            blocks.append(codes.RENEW_RESERVED)
        if blocks:
            raise Refusal(blocks)
        loan.renewals += 1
        loan.due += dt.timedelta(days=LOAN_DAYS)

    def reasons_against_loan(self, account: Account, copy: Copy) -> Refusal:
        found = Refusal(self._against(account))
        if len(self.loans_of(account.patron_id)) >= LOAN_LIMIT:
            found.blocks.append(codes.LOAN_LIMIT)
        if account.owed > DEBT_LIMIT:
            found.blocks.append(codes.PATRON_DEBT)
        elif account.owed:
            found.questions.append(codes.PATRON_DEBT)
        found.blocks += self._against_copy(account, copy)
        return found

    def checkout(self, account: Account, copy: Copy, *, is_confirmed: bool) -> LoanRow:
        reasons = self.reasons_against_loan(account, copy)
        if reasons.blocks or (reasons.questions and not is_confirmed):
            raise reasons
        return self.lend(account.patron_id, copy.item_id)

    # Inside

    def _against(self, account: Account) -> list[str]:
        facts = {
            codes.PATRON_EXPIRED: account.expires < self.today(),
            codes.PATRON_RESTRICTED: account.is_restricted,
            codes.PATRON_CARD_LOST: account.is_card_lost,
        }
        return [code for code, is_so in facts.items() if is_so]

    def _against_copy(self, account: Account, copy: Copy) -> list[str]:
        loan, hold = self.loan_on(copy.item_id), self.hold_for_copy(copy.item_id)
        if loan:
            is_mine = loan.patron_id == account.patron_id
            return [codes.ITEM_MINE if is_mine else codes.ITEM_ON_LOAN]
        if hold and hold.patron_id != account.patron_id:
            return [codes.ITEM_RESERVED]
        return {
            ItemStatus.REFERENCE: [codes.ITEM_REFERENCE],
            ItemStatus.PROCESSING: [codes.ITEM_RESTRICTED],
            ItemStatus.LOST: [codes.ITEM_LOST],
            ItemStatus.WITHDRAWN: [codes.ITEM_WITHDRAWN],
        }.get(copy.state, [])

    @staticmethod
    def _can_be_held(copy: Copy) -> bool:
        return copy.state not in {ItemStatus.REFERENCE, ItemStatus.LOST, ItemStatus.WITHDRAWN}

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _take_in(self, book: BibRecord) -> None:
        """Own the copies of *book*; the stranger has those that are on loan or on hold."""
        self.records[book.record_id] = book
        for number, item in enumerate(book.items):
            item_id = catalogue.number(book.record_id) * 40 + number + 1
            status = ItemStatus(item.status)
            is_away = status in {ItemStatus.ON_LOAN, ItemStatus.ON_HOLD}
            self.copies[item_id] = Copy(
                item_id,
                book.record_id,
                item.barcode,
                item.library_code,
                item.library_code,
                item.area,
                item.call_number,
                item.shelf,
                ItemStatus.AVAILABLE if is_away else status,
            )
            if status is ItemStatus.ON_LOAN:
                due = self.today() + dt.timedelta(days=item_id % LOAN_DAYS)
                self.lend(STRANGER, item_id, due)
            elif status is ItemStatus.ON_HOLD:
                self.hold(
                    STRANGER,
                    book.record_id,
                    item.library_code,
                    state=HoldState.READY,
                    item_id=item_id,
                )
