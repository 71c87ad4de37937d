"""The patrons and copies of the made-up library that the conformance suite asks for."""

import datetime as dt
from decimal import Decimal

from catalog.ils.values import ItemStatus
from tests.contracts.ils.conformance import CopyFact, Facts, Login

from .state import HOLD_LIMIT, LOAN_LIMIT, STRANGER, Copy, LibraryState

READER, EXPIRED, OTHER, FULL, DEBTOR = 1, 2, 3, 4, 5


def furnish(state: LibraryState) -> Facts:
    """Give *state* the patrons of the suite, with their loans and holds."""
    on_shelf = iter(_one_copy_a_record(state, ItemStatus.AVAILABLE))
    yesterday = state.today() - dt.timedelta(days=1)
    reader = _patron(state, READER, "陈億达")
    expired = _patron(state, EXPIRED, "王知微", expires=yesterday)
    other = _patron(state, OTHER, "李书言")
    full = _patron(state, FULL, "赵怀瑾")
    debtor = _patron(state, DEBTOR, "周小满", owed=Decimal("2.50"))

    renewable, awaited = next(on_shelf), next(on_shelf)
    state.lend(READER, renewable.item_id)
    state.lend(READER, awaited.item_id)
    state.hold(OTHER, awaited.record_id, "DQ02")
    state.lend(OTHER, next(on_shelf).item_id, yesterday)
    for _ in range(LOAN_LIMIT):
        state.lend(FULL, next(on_shelf).item_id)

    on_loan = _all_on_loan(state)
    available = next(on_shelf)
    return Facts(
        reader=reader,
        renewable=renewable.barcode,
        awaited=awaited.barcode,
        expired=expired,
        other=other,
        full=full,
        debtor=debtor,
        available=_fact(available),
        elsewhere="DQ02" if available.branch != "DQ02" else "DQ01",
        reference=_fact(_one_copy_a_record(state, ItemStatus.REFERENCE)[0]),
        on_loan=_fact(on_loan),
        set_aside=_fact(_one_copy_a_record(state, ItemStatus.ON_HOLD)[0]),
        holdable=tuple(next(on_shelf).record_id for _ in range(HOLD_LIMIT + 1)),
        pickup="DQ02",
        unknown_record="S99999999",
        unknown_barcode="0999999999",
    )


def _patron(state: LibraryState, number: int, name: str, **rest: object) -> Login:
    card, pin = f"2011{number:08d}", f"{number * 7919 + 100_000:06d}"
    state.add_account(number, card, pin, name, **rest)
    return Login(card=card, pin=pin, name=name)


def _fact(copy: Copy) -> CopyFact:
    return CopyFact(barcode=copy.barcode, branch=copy.branch, record_id=copy.record_id)


def _one_copy_a_record(state: LibraryState, status: ItemStatus) -> list[Copy]:
    found: dict[str, Copy] = {}
    for copy in state.copies.values():
        if state.status(copy) is status:
            found.setdefault(copy.record_id, copy)
    return list(found.values())


def _all_on_loan(state: LibraryState) -> Copy:
    """A copy of a record that has more than one, all of them on loan to somebody unknown."""
    for record_id in state.records:
        copies = state.copies_of(record_id)
        loans = [state.loan_on(copy.item_id) for copy in copies]
        if len(copies) > 1 and all(loan and loan.patron_id == STRANGER for loan in loans):
            return copies[0]
    raise LookupError("no record has all its copies on loan")
