"""Many at the same moment, on PostgreSQL: rules hold, and nobody waits in a circle."""

import datetime as dt

import pytest
from django.utils import timezone

from catalog.circulation import services
from catalog.circulation.errors import RefusedError
from catalog.circulation.models import Hold, Loan
from catalog.ils import codes
from tests.events.test_at_once import at_once, errors
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import LoanFactory, PatronFactory, RulesFactory
from tests.factories.core import LibraryFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("round_", range(5))
def test_the_last_copy_is_lent_to_one(round_):
    copy = HoldingFactory(barcode="A1")
    patrons = [PatronFactory(home=copy.library) for _ in range(8)]
    results = at_once(*(lambda p=p: services.check_out(p, "A1", at=copy.library) for p in patrons))
    assert errors(results) == [RefusedError] * 7
    assert Loan.objects.count() == 1


def test_one_card_stays_within_its_limit():
    library = LibraryFactory()
    patron = PatronFactory(home=library, rules=RulesFactory(loan_limit=3))
    barcodes = [HoldingFactory(library=library).barcode for _ in range(10)]
    results = at_once(*(lambda b=b: services.check_out(patron, b, at=library) for b in barcodes))
    assert errors(results) == [RefusedError] * 7
    assert Loan.objects.count() == 3


def test_one_hold_though_placed_fifty_times_at_once():
    copy = HoldingFactory()
    patron = PatronFactory(home=copy.library)
    results = at_once(
        *(
            lambda key=key: services.place_hold(
                patron, copy.record, pickup=copy.library, key=str(key % 5)
            )
            for key in range(50)
        )
    )
    placed = [each for each in results if isinstance(each, Hold)]
    refused = [each for each in results if isinstance(each, RefusedError)]
    assert len(placed) == 10  # all with the key that came first
    assert {each.codes for each in refused} == {(codes.HOLD_DUPLICATE,)}
    assert Hold.objects.count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_renewed_or_waited_for_but_never_renewed_after(round_):
    today = timezone.localdate()
    copy = HoldingFactory(barcode="A1")
    loan = LoanFactory(record=copy.record, barcode="A1", due=today + dt.timedelta(days=3))
    other = PatronFactory(home=copy.library)
    renewed, hold = at_once(
        lambda: services.renew(loan),
        lambda: services.place_hold(other, copy.record, pickup=copy.library),
    )
    assert isinstance(hold, Hold)
    if isinstance(renewed, RefusedError):
        assert renewed.codes == (codes.RENEW_RESERVED,)
    else:
        assert renewed.due == today + dt.timedelta(days=30)


@pytest.mark.parametrize("round_", range(5))
def test_a_copy_taken_in_twice_is_kept_once(round_):
    copy = HoldingFactory(barcode="A1")
    LoanFactory(record=copy.record, barcode="A1", due=timezone.localdate())
    for _ in range(2):
        patron = PatronFactory(home=copy.library)
        services.place_hold(patron, copy.record, pickup=copy.library)
    results = at_once(*[lambda: services.take_in("A1", at=copy.library)] * 3)
    assert errors(results) == []
    assert Hold.objects.trapped().count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_lent_while_others_wait_and_give_up(round_):
    """Everything at once on one record: no deadlock, no copy in two places."""
    library = LibraryFactory()
    copy = HoldingFactory(barcode="A1", library=library)
    HoldingFactory(barcode="A2", record=copy.record, library=library)
    holds = [
        services.place_hold(PatronFactory(home=library), copy.record, pickup=library)
        for _ in range(3)
    ]
    results = at_once(
        lambda: services.take_in("A1", at=library),
        lambda: services.take_in("A2", at=library),
        lambda: services.cancel_hold(holds[0]),
        lambda: services.check_out(holds[1].patron, "A1", at=library),
        lambda: services.check_out(PatronFactory(home=library), "A2", at=library),
    )
    assert set(errors(results)) <= {RefusedError}
    lent = set(Loan.objects.running().values_list("barcode", flat=True))
    kept = set(Hold.objects.trapped().values_list("barcode", flat=True))
    assert not lent & kept
