"""Holds: who waits, who is next, what is kept for whom."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from catalog.circulation import selectors, services
from catalog.circulation.enums import HoldState
from catalog.circulation.models import Hold
from catalog.enums import HoldingStatus
from catalog.ils import codes
from tests.catalog.circulation.conftest import TODAY
from tests.catalog.circulation.test_lending import refusal
from tests.factories.catalog import HoldingFactory, RecordFactory
from tests.factories.circulation import HoldFactory, LoanFactory, PatronFactory, RulesFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(main):
    return HoldingFactory(library=main, barcode="A1")


def test_place_hold_puts_at_the_end_of_the_queue(copy, main):
    first, second = PatronFactory(), PatronFactory()
    services.place_hold(first, copy.record, pickup=main)
    services.place_hold(second, copy.record, pickup=main)
    assert selectors.holds_of(first).get().place == 1
    assert selectors.holds_of(second).get().place == 2


def test_place_hold_twice_with_one_key_is_one(copy, main):
    patron = PatronFactory()
    hold = services.place_hold(patron, copy.record, pickup=main, key="k")
    assert services.place_hold(patron, copy.record, pickup=main, key="k") == hold


def test_place_hold_refuses_twice_what_is_at_home_and_too_many(copy, main):
    patron = PatronFactory(rules=RulesFactory(code="one", hold_limit=1))
    services.place_hold(patron, copy.record, pickup=main)
    again = refusal(services.place_hold, patron, copy.record, pickup=main)
    assert again == (codes.HOLD_DUPLICATE,)
    other = HoldingFactory(library=main)
    assert refusal(services.place_hold, patron, other.record, pickup=main) == (codes.HOLD_LIMIT,)
    loan = LoanFactory(due=TODAY, record=other.record)
    mine = refusal(services.place_hold, loan.patron, other.record, pickup=main)
    assert mine == (codes.ITEM_MINE,)


def test_place_hold_refuses_what_no_copy_of_goes_home(main):
    copy = HoldingFactory(library=main, status=HoldingStatus.REFERENCE)
    for record in (copy.record, RecordFactory()):
        code = refusal(services.place_hold, PatronFactory(), record, pickup=main)
        assert code == (codes.HOLD_NOT_ALLOWED,)


def test_the_database_holds_once():
    hold = HoldFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        HoldFactory(patron=hold.patron, record=hold.record)


def test_the_database_keeps_a_copy_once_and_until_a_day():
    kept = {"state": HoldState.READY, "pickup_until": TODAY}
    HoldFactory(barcode="X", **kept)
    for wrong in ({"barcode": "X", **kept}, {**kept, "barcode": ""},
                  {"barcode": "Y", "state": HoldState.READY}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            HoldFactory(**wrong)


def test_a_return_is_kept_for_the_first_and_travels(copy, main, branch, clock):
    services.check_out(PatronFactory(), "A1", at=main)
    first = services.place_hold(PatronFactory(), copy.record, pickup=branch)
    services.place_hold(PatronFactory(), copy.record, pickup=main)
    assert services.take_in("A1", at=main).hold == first
    first.refresh_from_db()
    assert (first.state, first.barcode) == (HoldState.IN_TRANSIT, "A1")
    assert selectors.holds_of(first.patron).get().place is None
    services.take_in("A1", at=branch)
    first.refresh_from_db()
    assert (first.state, first.pickup_until) == (HoldState.READY, TODAY + dt.timedelta(days=5))
    assert selectors.copy_of("A1").place == branch


def test_a_copy_fetched_from_the_shelf_is_kept(copy, main):
    hold = services.place_hold(PatronFactory(), copy.record, pickup=main)
    assert services.take_in("A1", at=main).hold == hold
    hold.refresh_from_db()
    assert hold.state == HoldState.READY


def test_cancel_passes_the_kept_copy_on(copy, main):
    first = services.place_hold(PatronFactory(), copy.record, pickup=main)
    second = services.place_hold(PatronFactory(), copy.record, pickup=main)
    services.take_in("A1", at=main)
    assert services.cancel_hold(first).state == HoldState.CANCELLED
    second.refresh_from_db()
    assert (second.state, second.barcode) == (HoldState.READY, "A1")
    services.cancel_hold(second)
    services.cancel_hold(second)  # nothing more happens
    assert not Hold.objects.active().exists()


def test_cancel_on_its_way_sends_it_to_the_next(copy, main, branch):
    first = services.place_hold(PatronFactory(), copy.record, pickup=branch)
    second = services.place_hold(PatronFactory(), copy.record, pickup=branch)
    services.take_in("A1", at=main)
    services.cancel_hold(first)
    second.refresh_from_db()
    assert second.state == HoldState.IN_TRANSIT


def test_expire_pickups_ends_what_nobody_came_for(copy, main, clock):
    hold = services.place_hold(PatronFactory(), copy.record, pickup=main)
    services.take_in("A1", at=main)
    clock.shift(dt.timedelta(days=5))
    assert services.expire_pickups() == 0
    clock.shift(dt.timedelta(days=1))
    assert services.expire_pickups() == 1
    hold.refresh_from_db()
    assert hold.state == HoldState.EXPIRED


def test_the_clock_ends_holds_and_forgets(copy, main, clock, capsys):
    services.place_hold(PatronFactory(), copy.record, pickup=main)
    services.take_in("A1", at=main)
    clock.shift(dt.timedelta(days=6))
    call_command("run_circulation")
    assert capsys.readouterr().out == "1 holds expired, 0 loans without a name now\n"
