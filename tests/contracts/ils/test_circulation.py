"""The portal's own circulation keeps to what every driver must do."""

import datetime as dt

import pytest
from django.utils import timezone

from catalog.circulation import selectors, services
from catalog.circulation.driver import LocalSystem
from catalog.circulation.models import Patron
from catalog.enums import HoldingStatus
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import PIN, HoldFactory, PatronFactory, RulesFactory
from tests.factories.core import BranchFactory, LibraryFactory

from .conformance import Conformance, CopyFact, Facts, Login, System

pytestmark = pytest.mark.django_db


class Shelves:
    """Makes the library that the facts speak of."""

    def __init__(self) -> None:
        self.main = LibraryFactory(code="DQ01")
        self.branch = BranchFactory(code="B08", parent=self.main)

    def card(self, number: int, **rest) -> tuple[Login, Patron]:
        login = Login(card=f"2011{number:04}", pin=PIN, name=f"读者{number}")
        patron = PatronFactory(number=login.card, display_name=login.name, home=self.branch, **rest)
        return login, patron

    def copy(self, barcode: str, status: HoldingStatus = HoldingStatus.AVAILABLE) -> CopyFact:
        held = HoldingFactory(library=self.main, barcode=barcode, status=status, shelf="1-2-3")
        return CopyFact(barcode=barcode, branch="DQ01", record_id=held.record.record_id)

    def lent(self, barcode: str, patron: Patron, days_ago: int) -> CopyFact:
        fact = self.copy(barcode)
        day = timezone.localdate() - dt.timedelta(days=days_ago)
        services.check_out(patron, barcode, at=self.main, on=day)
        return fact


@pytest.fixture
def system() -> System:
    shelves = Shelves()
    today = timezone.localdate()
    (reader, own), (other, late) = shelves.card(1), shelves.card(2)
    (expired, _), (debtor, _) = (
        shelves.card(3, expires=today - dt.timedelta(days=1)),
        shelves.card(4),
    )
    full, busy = shelves.card(5, rules=RulesFactory(code="one", loan_limit=1))
    shelves.lent("R1", own, 20)
    shelves.lent("R2", own, 20)
    out = shelves.lent("R3", busy, 3)
    HoldFactory(patron=late, pickup=shelves.main, record=HoldingFactory().record)
    shelves.copy("R5")
    services.check_out(late, "R5", at=shelves.main, on=today - dt.timedelta(days=40))
    awaited = selectors.copy_of("R2").holding.record
    HoldFactory(record=awaited, pickup=shelves.main)
    kept = shelves.copy("R6")
    record = selectors.copy_of("R6").holding.record
    HoldFactory(record=record, pickup=shelves.main)
    services.take_in("R6", at=shelves.main)
    facts = Facts(
        reader=reader,
        renewable="R1",
        awaited="R2",
        expired=expired,
        other=other,
        full=full,
        debtor=debtor,
        available=shelves.copy("A1"),
        elsewhere="B08",
        reference=shelves.copy("A2", HoldingStatus.REFERENCE),
        on_loan=out,
        set_aside=kept,
        holdable=tuple(shelves.copy(f"H{number}").record_id for number in range(6)),
        pickup="DQ01",
        unknown_record="nowhere",
        unknown_barcode="nothing",
    )
    return System(driver=LocalSystem(), facts=facts)


class TestCirculation(Conformance):
    """No fines and no questions; the rest in full."""
