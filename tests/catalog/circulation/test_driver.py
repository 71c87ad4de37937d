"""The driver: what crosses the port."""

import datetime as dt
from collections import Counter

import pytest

from catalog.circulation import services
from catalog.circulation.driver import LocalSystem
from catalog.enums import HoldingStatus
from catalog.ils import codes, protocols
from catalog.ils.capabilities import Capability
from catalog.ils.errors import NotFound
from catalog.ils.values import (
    CirculationStat,
    HoldState,
    ItemStatus,
    Outcome,
    PatronRef,
    ShelfLocation,
)
from catalog.marc.types import Item
from catalog.models import Holding
from catalog.services import store
from catalog.services.rows import RecordRows
from catalog.systems import ils
from tests.catalog.circulation.conftest import TODAY
from tests.factories.catalog import HoldingFactory, RecordFactory
from tests.factories.circulation import PIN, HoldFactory, LoanFactory, PatronFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> LocalSystem:
    return LocalSystem()


@pytest.fixture
def ref(system, branch) -> PatronRef:
    PatronFactory(number="11010200005555", home=branch, display_name="王")
    return system.authenticate("11010200005555", PIN)


@pytest.fixture
def copy(main):
    return HoldingFactory(library=main, barcode="A1", area="一层", shelf="1-2-3")


@pytest.mark.parametrize(
    "role", [protocols.Driver, protocols.Holdings, protocols.Patrons, protocols.Circulation,
             protocols.Statistics]
)  # fmt: skip
def test_it_plays_the_role(system, role):
    assert isinstance(system, role)
    system.ping()


def test_availability_says_where_each_copy_is(system, copy, branch):
    lent = HoldingFactory(record=copy.record, library=branch, barcode="A2")
    loan = LoanFactory(record=copy.record, barcode="A2", due=TODAY)
    HoldFactory(record=copy.record)
    answer = system.availability([copy.record.record_id, "unknown"])
    assert list(answer) == [copy.record.record_id]
    found = answer[copy.record.record_id]
    assert (found.available, found.queue) == (True, 1)
    shelf, out = found.items
    assert (shelf.status, shelf.branch, shelf.due) == (ItemStatus.AVAILABLE, "DQ01", None)
    assert shelf.location == ShelfLocation("一层", "I246.5/3", "1-2-3")
    assert (out.status, out.home_branch, out.due) == (
        ItemStatus.ON_LOAN,
        lent.library.code,
        loan.due,
    )


@pytest.mark.parametrize("number", [1, 40])
def test_availability_asks_four_times_for_any_number(
    system, number, main, django_assert_num_queries
):
    records = [RecordFactory() for _ in range(number)]
    for record in records:
        HoldingFactory(record=record, library=main)
    with django_assert_num_queries(4):
        assert len(system.availability([record.record_id for record in records])) == number


def test_a_loan_outlives_the_import_that_replaces_its_copy(system, copy, main, ref):
    system.checkout(ref, "A1", branch="DQ01", key="k")
    record, pk = copy.record, copy.pk
    changed = RecordFactory.build(record_id=record.record_id, title="新题名", content_hash="new")
    item = Item(library_code="DQ01", barcode="A1", status=HoldingStatus.AVAILABLE)
    store.save([RecordRows(changed, "w", [(main.pk, item)], Counter())], "local")
    assert not Holding.objects.filter(pk=pk).exists()
    (found,) = system.availability([record.record_id])[record.record_id].items
    assert found.status == ItemStatus.ON_LOAN
    (loan,) = system.loans(ref)
    assert (loan.title, loan.record_id) == ("新题名", record.record_id)


def test_authenticate_answers_a_handle_without_secrets(system, branch, ref):
    assert (ref.card_hint, ref.home_branch, ref.category) == ("5555", "B08", "adult")
    assert "11010200005555" not in repr(ref)
    assert system.authenticate("11010200005555", "0") is None
    assert system.authenticate("1", PIN) is None


def test_summary_counts(system, ref, copy):
    system.checkout(ref, "A1", branch="DQ01", key="k")
    HoldingFactory(barcode="A2")
    found = system.summary(ref)
    assert (found.display_name, found.loans, found.overdues, found.holds) == ("王", 1, 0, 0)
    assert (found.loan_limit, found.hold_limit, found.blocks) == (10, 5, ())


@pytest.mark.parametrize("number", [1, 3])
def test_the_account_is_read_in_a_fixed_number_of_queries(
    system, ref, main, number, django_assert_num_queries
):
    for _ in range(number):
        HoldingFactory(library=main, barcode=f"L{_}")
        system.checkout(ref, f"L{_}", branch="DQ01", key=f"k{_}")
        wished = HoldingFactory(library=main)
        system.place_hold(ref, wished.record.record_id, "DQ01", key=f"h{_}")
    with django_assert_num_queries(3):
        assert system.summary(ref).loans == number
    with django_assert_num_queries(2):
        assert len(system.loans(ref)) == number
    with django_assert_num_queries(2):
        assert len(system.holds(ref)) == number


def test_loans_say_whether_they_can_be_renewed(system, ref, copy, clock):
    system.checkout(ref, "A1", branch="DQ01", key="k")
    (loan,) = system.loans(ref)
    assert (loan.due, loan.renewals_left, loan.renewable) == (dt.date(2026, 4, 1), 1, True)
    clock.shift(dt.timedelta(days=10))
    renewed = system.renew(ref, loan.loan_id)
    assert renewed == Outcome(ok=True, ref=loan.loan_id, due=dt.date(2026, 4, 11))
    assert system.renew(ref, loan.loan_id) == Outcome.refused(codes.RENEW_LIMIT)
    (loan,) = system.loans(ref)
    assert (loan.renewals_left, loan.renewable) == (0, False)


def test_place_and_cancel_hold(system, ref, copy):
    record_id = copy.record.record_id
    placed = system.place_hold(ref, record_id, "B08", key="k")
    assert (placed.ok, placed.position) == (True, 1)
    assert system.place_hold(ref, record_id, "B08", key="k") == placed
    refused = system.place_hold(ref, record_id, "B08", key="other")
    assert refused == Outcome.refused(codes.HOLD_DUPLICATE)
    (hold,) = system.holds(ref)
    assert (hold.state, hold.position, hold.pickup_branch) == (HoldState.WAITING, 1, "B08")
    assert system.cancel_hold(ref, hold.hold_id).ok
    assert system.holds(ref) == []
    with pytest.raises(NotFound):
        system.cancel_hold(ref, hold.hold_id)


def test_holds_are_picked_up_where_there_is_a_desk(system, ref, copy, main, branch):
    assert system.pickup_branches(ref, copy.record.record_id) == ["DQ01", "B08"]
    refused = system.place_hold(ref, copy.record.record_id, "??", key="k")
    assert refused == Outcome.refused(codes.HOLD_PICKUP)
    with pytest.raises(NotFound):
        system.place_hold(ref, "unknown", "B08", key="k")


def test_nobody_touches_what_is_not_theirs(system, ref, copy, main):
    stranger = PatronFactory()
    loan = services.check_out(stranger, "A1", at=main)
    hold = HoldFactory()
    for call in (
        lambda: system.renew(ref, str(loan.pk)),
        lambda: system.renew(ref, "x"),
        lambda: system.cancel_hold(ref, str(hold.pk)),
        lambda: system.loans(PatronRef("nobody")),
        lambda: system.loans(PatronRef("00000000-0000-0000-0000-000000000000")),
    ):
        with pytest.raises(NotFound):
            call()


def test_checkout_lends_what_stands_where_the_reader_is(system, ref, copy, branch):
    elsewhere = system.checkout(ref, "A1", branch="B08", key="k1")
    assert elsewhere == Outcome.refused(codes.ITEM_OTHER_BRANCH)
    assert system.checkout(ref, "A1", branch="??", key="k2") == elsewhere
    lent = system.checkout(ref, "A1", branch="DQ01", key="k3")
    assert (lent.ok, lent.due, lent.desensitized) == (True, dt.date(2026, 4, 1), None)
    assert system.checkout(ref, "A1", branch="DQ01", key="k3") == lent


def test_top_loans_counts_by_branch_and_class(system, main, branch):
    novel = RecordFactory(clc="I246.5")
    for library in (main, main, branch):
        LoanFactory(record=novel, library=library, due=TODAY, renewals=1)
    LoanFactory(record__clc="K21", library=main, due=TODAY)
    top = system.top_loans(TODAY, TODAY, clc="I")
    assert top == [CirculationStat(novel.record_id, 3, 3)]
    assert system.top_loans(TODAY, TODAY, branch="B08") == [
        CirculationStat(novel.record_id, 1, 1, branch="B08")
    ]
    assert len(system.top_loans(TODAY, TODAY)) == 2
    assert system.top_loans(TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=2)) == []


def test_it_is_the_system_of_a_portal_without_another(settings):
    assert ils().systems[0].name == "circulation"
    assert ils().can(Capability.HOLD_PLACE)
    assert not ils().can(Capability.FINES)
