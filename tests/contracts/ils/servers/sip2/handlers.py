"""The messages of the protocol over the made-up library."""

import datetime as dt
from typing import Any

import pysip2

from catalog.ils import codes
from catalog.ils.values import HoldState, ItemStatus
from tests.contracts.ils.servers.state import (
    HOLD_LIMIT,
    LOAN_LIMIT,
    RENEWAL_LIMIT,
    Account,
    Copy,
    HoldRow,
    LibraryState,
    Refusal,
)

from .words import screen

INSTITUTION = "DCQ"
_STATUSES = {
    ItemStatus.AVAILABLE: "03",
    ItemStatus.ON_LOAN: "04",
    ItemStatus.PROCESSING: "06",
    ItemStatus.ON_HOLD: "08",
    ItemStatus.IN_TRANSIT: "10",
    ItemStatus.LOST: "12",
}
_OTHER = "01"
_UNKNOWN = "13"


class Handlers:
    """Each answers one message."""

    def __init__(self, state: LibraryState) -> None:
        self.state = state

    def patron(self, request: Any, context: Any) -> pysip2.PatronInformationResponse:
        account = self.state.account_of(request.patron_identifier)
        if account is None:
            return self._nobody(request, context)
        loans = self.state.loans_of(account.patron_id)
        holds = self.state.holds_of(account.patron_id)
        ready = [row for row in holds if row.state is HoldState.READY]
        waiting = [row for row in holds if row.state is not HoldState.READY]
        overdue = [row for row in loans if row.due < self.state.today()]
        part = request.summary.find("Y")
        charged = tuple(self.state.copies[row.item_id].barcode for row in loans)
        password = request.patron_password
        return pysip2.PatronInformationResponse(
            patron_status=self._flags(account),
            language="019",
            transaction_date=context.now_18(),
            hold_items_count=f"{len(ready):04d}",
            overdue_items_count=f"{len(overdue):04d}",
            charged_items_count=f"{len(loans):04d}",
            fine_items_count="0000",
            recall_items_count="0000",
            unavailable_holds_count=f"{len(waiting):04d}",
            institution_id=INSTITUTION,
            patron_identifier=account.card,
            personal_name=account.name,
            hold_items_limit=f"{HOLD_LIMIT:04d}",
            charged_items_limit=f"{LOAN_LIMIT:04d}",
            valid_patron="Y",
            valid_patron_password=None if password is None else _yes(password == account.pin),
            currency_type="CNY",
            fee_amount=f"{account.owed:.2f}",
            hold_items=self._named(ready) if part == 0 else (),
            charged_items=charged if part == 2 else (),
            unavailable_hold_items=self._named(waiting) if part == 5 else (),
        )

    def item(self, request: Any, context: Any) -> pysip2.ItemInformationResponse:
        copy = self.state.copy_of(request.item_identifier)
        if copy is None:
            return pysip2.ItemInformationResponse(
                circulation_status=_UNKNOWN,
                security_marker="00",
                fee_type="01",
                transaction_date=context.now_18(),
                item_identifier=request.item_identifier,
                title_identifier="",
                screen_message=("查无此书",),
            )
        loan = self.state.loan_on(copy.item_id)
        waiting = [
            row for row in self.state.holds_on(copy.record_id) if row.state is HoldState.WAITING
        ]
        return pysip2.ItemInformationResponse(
            circulation_status=_STATUSES.get(self.state.status(copy), _OTHER),
            security_marker="02",
            fee_type="01",
            transaction_date=context.now_18(),
            hold_queue_length=str(len(waiting)),
            due_date=_due(loan.due) if loan else None,
            item_identifier=copy.barcode,
            title_identifier=self._title(copy),
            permanent_location=copy.home,
            current_location=copy.branch,
            item_properties=copy.call_number,
        )

    def checkout(self, request: Any, context: Any) -> pysip2.CheckoutResponse:
        account = self.state.account_of(request.patron_identifier)
        copy = self.state.copy_of(request.item_identifier)
        assert account is not None, "the driver signs in before"
        assert copy is not None, "the driver asks for the copy before"
        common = {
            "renewal_ok": "N",
            "magnetic_media": "N",
            "transaction_date": context.now_18(),
            "institution_id": INSTITUTION,
            "patron_identifier": account.card,
            "item_identifier": copy.barcode,
            "title_identifier": self._title(copy),
        }
        is_confirmed = request.fee_acknowledged == "Y"
        try:
            loan = self.state.checkout(account, copy, is_confirmed=is_confirmed)
        except Refusal as refusal:
            is_fee = codes.PATRON_DEBT in refusal.questions and not refusal.blocks
            return pysip2.CheckoutResponse(
                ok="0",
                desensitize="N",
                due_date="",
                fee_type="01" if is_fee else None,
                currency_type="CNY" if is_fee else None,
                fee_amount=f"{account.owed:.2f}" if is_fee else None,
                screen_message=screen(refusal.blocks or refusal.questions),
                **common,
            )
        return pysip2.CheckoutResponse(
            ok="1",
            desensitize="Y",
            due_date=_due(loan.due),
            screen_message=("借书成功",),
            **common,
        )

    def renew(self, request: Any, context: Any) -> pysip2.RenewResponse:
        copy = self.state.copy_of(request.item_identifier)
        loan = self.state.loan_on(copy.item_id) if copy else None
        assert copy is not None, "the driver asks for the loan before"
        assert loan is not None, "the driver asks for the loan before"
        try:
            self.state.renew(loan)
        except Refusal as refusal:
            ok, message = "0", screen(refusal.blocks)
        else:
            ok, message = "1", ("续借成功",)
        return pysip2.RenewResponse(
            ok=ok,
            renewal_ok="Y" if ok == "1" else "N",
            magnetic_media="N",
            desensitize="N",
            transaction_date=context.now_18(),
            institution_id=INSTITUTION,
            patron_identifier=request.patron_identifier,
            item_identifier=copy.barcode,
            title_identifier=self._title(copy),
            due_date=f"{loan.due:%Y-%m-%d} 23:59",
            screen_message=message,
        )

    def hold(self, request: Any, context: Any) -> pysip2.HoldResponse:
        account = self.state.account_of(request.patron_identifier)
        copy = self.state.copy_of(request.item_identifier or "")
        if account is None or copy is None:
            return self._held(request, context, ok="0", message=("查无此书",))
        if request.hold_mode == "-":
            return self._cancelled(request, context, account, copy)
        try:
            row = self.state.place_hold(account, copy.record_id, request.pickup_location or "")
        except Refusal as refusal:
            return self._held(request, context, ok="0", message=screen(refusal.blocks))
        position = str(self.state.position(row))
        return self._held(request, context, ok="1", message=("预约成功",), queue_position=position)

    def _cancelled(
        self, request: Any, context: Any, account: Account, copy: Copy
    ) -> pysip2.HoldResponse:
        found = self.state.holds_on(copy.record_id)
        mine = [row for row in found if row.patron_id == account.patron_id]
        if not mine:
            return self._held(request, context, ok="0", message=("没有这项预约",))
        del self.state.holds[mine[0].hold_id]
        return self._held(request, context, ok="1", message=("已取消预约",))

    def _held(
        self, request: Any, context: Any, *, ok: str, message: tuple[str, ...], **rest: str
    ) -> pysip2.HoldResponse:
        return pysip2.HoldResponse(
            ok=ok,
            available="N",
            transaction_date=context.now_18(),
            institution_id=INSTITUTION,
            patron_identifier=request.patron_identifier,
            item_identifier=request.item_identifier,
            screen_message=message,
            **rest,
        )

    def _nobody(self, request: Any, context: Any) -> pysip2.PatronInformationResponse:
        return pysip2.PatronInformationResponse(
            patron_status="Y" * 4 + " " * 10,
            language="019",
            transaction_date=context.now_18(),
            hold_items_count="0000",
            overdue_items_count="0000",
            charged_items_count="0000",
            fine_items_count="0000",
            recall_items_count="0000",
            unavailable_holds_count="0000",
            institution_id=INSTITUTION,
            patron_identifier=request.patron_identifier,
            personal_name="",
            valid_patron="N",
            valid_patron_password="N",
            screen_message=("查无此读者",),
        )

    def _flags(self, account: Account) -> str:
        """The fourteen flags of a patron; privileges are denied with the reason beside."""
        loans = self.state.loans_of(account.patron_id)
        is_over = account.expires < self.state.today()
        is_barred = is_over or account.is_restricted or account.is_card_lost
        flags = [" "] * 14
        for place in range(4):
            flags[place] = "Y" if is_barred else " "
        flags[4] = "Y" if account.is_card_lost else " "
        flags[5] = "Y" if len(loans) >= LOAN_LIMIT else " "
        flags[7] = "Y" if any(row.renewals >= RENEWAL_LIMIT for row in loans) else " "
        return "".join(flags)

    def _named(self, rows: list[HoldRow]) -> tuple[str, ...]:
        """A hold has no number in the protocol: it is named by a copy."""
        return tuple(
            self.state.copies[row.item_id].barcode
            if row.item_id
            else self.state.copies_of(row.record_id)[0].barcode
            for row in rows
        )

    def _title(self, copy: Copy) -> str:
        return self.state.records[copy.record_id].title


def _due(day: dt.date) -> str:
    return f"{day:%Y%m%d}    235900"


def _yes(answer: bool) -> str:
    return "Y" if answer else "N"
