"""Lending, renewing, taking in."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.circulation import selectors, services
from catalog.circulation.enums import CardBlock, HoldState
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Loan
from catalog.enums import HoldingStatus
from catalog.ils import codes
from catalog.ils.values import ItemStatus
from tests.catalog.circulation.conftest import TODAY
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import HoldFactory, LoanFactory, PatronFactory, RulesFactory

pytestmark = pytest.mark.django_db


def refusal(call, *args, **kwargs) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as caught:
        call(*args, **kwargs)
    return caught.value.codes


@pytest.fixture
def copy(main):
    return HoldingFactory(library=main, barcode="A1", status=HoldingStatus.UNKNOWN)


def test_check_out_gives_the_days_of_the_category(copy, main):
    patron = PatronFactory(rules=RulesFactory(code="child", loan_days=14))
    loan = services.check_out(patron, "A1", at=main)
    assert (loan.patron, loan.record, loan.due) == (patron, copy.record, dt.date(2026, 3, 16))
    assert selectors.copy_of("A1").status == ItemStatus.ON_LOAN


def test_check_out_twice_with_one_key_is_one_loan(copy, main):
    patron = PatronFactory()
    first = services.check_out(patron, "A1", at=main, key="k")
    assert services.check_out(patron, "A1", at=main, key="k") == first
    assert Loan.objects.count() == 1


def test_check_out_refuses_what_is_lent(copy, main):
    patron, other = PatronFactory(), PatronFactory()
    services.check_out(patron, "A1", at=main)
    assert refusal(services.check_out, patron, "A1", at=main) == (codes.ITEM_MINE,)
    assert refusal(services.check_out, other, "A1", at=main) == (codes.ITEM_ON_LOAN,)
    assert refusal(services.check_out, other, "?", at=main) == (codes.ITEM_UNKNOWN,)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (HoldingStatus.REFERENCE, codes.ITEM_REFERENCE),
        (HoldingStatus.LOST, codes.ITEM_LOST),
        (HoldingStatus.PROCESSING, codes.ITEM_RESTRICTED),
    ],
)
def test_check_out_refuses_what_is_never_lent(main, status, code):
    HoldingFactory(library=main, barcode="B1", status=status)
    assert refusal(services.check_out, PatronFactory(), "B1", at=main) == (code,)


def test_check_out_refuses_a_withdrawn_record(copy, main):
    copy.record.is_withdrawn = True
    copy.record.save()
    assert refusal(services.check_out, PatronFactory(), "A1", at=main) == (codes.ITEM_WITHDRAWN,)


def test_check_out_refuses_a_card_that_may_not_borrow(copy, main):
    blocked = PatronFactory(block=CardBlock.LOST, expires=dt.date(2026, 3, 1))
    assert refusal(services.check_out, blocked, "A1", at=main) == (
        codes.PATRON_CARD_LOST,
        codes.PATRON_EXPIRED,
    )
    late = LoanFactory(due=TODAY - dt.timedelta(days=1)).patron
    assert refusal(services.check_out, late, "A1", at=main) == (codes.PATRON_OVERDUES,)


def test_check_out_keeps_to_the_limit(copy, main):
    patron = LoanFactory(due=TODAY, patron__rules=RulesFactory(code="one", loan_limit=1)).patron
    assert refusal(services.check_out, patron, "A1", at=main) == (codes.LOAN_LIMIT,)


def test_who_lends_to_themselves_stands_where_the_copy_stands(copy, main, branch):
    patron = PatronFactory()
    code = refusal(services.check_out, patron, "A1", at=branch, must_stand_here=True)
    assert code == (codes.ITEM_OTHER_BRANCH,)
    services.take_in(services.check_out(patron, "A1", at=branch).barcode, at=branch)
    assert services.check_out(patron, "A1", at=branch, must_stand_here=True).library == branch


def test_the_last_copy_is_promised_to_who_waits(copy, main):
    waiting = HoldFactory(record=copy.record, pickup=main)
    assert refusal(services.check_out, PatronFactory(), "A1", at=main) == (codes.ITEM_RESERVED,)
    HoldingFactory(record=copy.record, library=main, barcode="A2")  # one for each
    assert services.check_out(PatronFactory(), "A1", at=main).barcode == "A1"
    services.check_out(waiting.patron, "A2", at=main)
    waiting.refresh_from_db()
    assert waiting.state == HoldState.COLLECTED


def test_a_copy_that_is_kept_goes_to_nobody_else(copy, main):
    hold = HoldFactory(
        record=copy.record, pickup=main, state=HoldState.READY, barcode="A1", pickup_until=TODAY
    )
    assert refusal(services.check_out, PatronFactory(), "A1", at=main) == (codes.ITEM_RESERVED,)
    services.check_out(hold.patron, "A1", at=main)
    hold.refresh_from_db()
    assert (hold.state, hold.barcode) == (HoldState.COLLECTED, "")


def test_another_copy_collected_sets_the_kept_one_free(copy, main):
    HoldingFactory(record=copy.record, library=main, barcode="A2")
    kept = HoldFactory(
        record=copy.record, pickup=main, state=HoldState.READY, barcode="A1", pickup_until=TODAY
    )
    later = HoldFactory(record=copy.record, pickup=main)
    services.check_out(kept.patron, "A2", at=main)
    later.refresh_from_db()
    assert (later.state, later.barcode) == (HoldState.READY, "A1")


def test_a_copy_once_lent_here_is_on_the_shelf_where_it_came_back(copy, main, branch):
    assert selectors.copy_of("A1").status == ItemStatus.UNKNOWN
    services.check_out(PatronFactory(), "A1", at=main)
    back = services.take_in("A1", at=branch)
    assert (back.loan.returned_to, back.hold, back.home) == (branch, None, main)
    seen = selectors.copy_of("A1")
    assert (seen.status, seen.place, seen.home) == (ItemStatus.AVAILABLE, branch, main)
    services.take_in("A1", at=main)  # by box
    assert selectors.copy_of("A1").place == main


def test_take_in_refuses_what_nobody_knows(main):
    assert refusal(services.take_in, "?", at=main) == (codes.ITEM_UNKNOWN,)


def test_take_in_ends_a_loan_whose_copy_has_left_the_catalogue(main):
    loan = LoanFactory(barcode="gone", due=TODAY)
    back = services.take_in("gone", at=main)
    assert (back.record, back.hold, back.home) == (loan.record, None, None)
    assert not Loan.objects.running().exists()


def test_a_copy_that_is_never_lent_is_kept_for_nobody(main):
    copy = HoldingFactory(library=main, barcode="R1", status=HoldingStatus.REFERENCE)
    HoldFactory(record=copy.record, pickup=main)
    assert services.take_in("R1", at=main).hold is None


def test_renew_gives_the_days_again_from_today(copy, main, clock):
    loan = services.check_out(PatronFactory(), "A1", at=main)
    assert refusal(services.renew, loan) == (codes.RENEW_TOO_SOON,)
    clock.shift(dt.timedelta(days=20))
    assert services.renew(loan).due == TODAY + dt.timedelta(days=50)
    clock.shift(dt.timedelta(days=5))
    assert refusal(services.renew, loan) == (codes.RENEW_LIMIT,)


def test_renew_refuses_for_the_card_the_date_and_who_waits(copy, main, clock):
    patron = PatronFactory()
    loan = services.check_out(patron, "A1", at=main)
    clock.shift(dt.timedelta(days=10))
    HoldFactory(record=copy.record)
    assert refusal(services.renew, loan) == (codes.RENEW_RESERVED,)
    clock.shift(dt.timedelta(days=30))
    patron.block, patron.expires = CardBlock.RESTRICTED, TODAY
    patron.save()
    assert refusal(services.renew, loan) == (
        codes.PATRON_RESTRICTED,
        codes.PATRON_EXPIRED,
        codes.RENEW_OVERDUE,
        codes.RENEW_RESERVED,
    )
    services.take_in("A1", at=main)
    assert refusal(services.renew, loan) == (codes.ITEM_UNKNOWN,)


def test_the_database_lends_a_copy_once():
    LoanFactory(barcode="X", due=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        LoanFactory(barcode="X", due=TODAY)


def test_the_database_wants_a_reader_while_a_loan_runs():
    with pytest.raises(IntegrityError), transaction.atomic():
        LoanFactory(patron=None, due=TODAY)


def test_forget_returned_takes_the_reader_off_old_loans(copy, main, clock):
    services.check_out(PatronFactory(), "A1", at=main)
    services.take_in("A1", at=main)
    services.cancel_hold(HoldFactory())
    clock.shift(dt.timedelta(days=29))
    assert services.forget_returned() == 0
    clock.shift(dt.timedelta(days=2))
    assert services.forget_returned() == 1
    assert Loan.objects.get().patron is None
    assert selectors.copy_of("A1").status == ItemStatus.AVAILABLE


def test_a_loan_entered_afterwards_has_the_days_of_its_own_day(copy, main):
    loan = services.check_out(PatronFactory(), "A1", at=main, on=dt.date(2026, 2, 1))
    assert (loan.due, timezone.localdate(loan.lent_at)) == (
        dt.date(2026, 3, 3),
        dt.date(2026, 2, 1),
    )
