import datetime as dt

import pytest
import time_machine
from django.utils import translation

from catalog.borrowing import services
from catalog.borrowing.models import LinkedCard
from catalog.circulation.models import Patron
from portal.accounts.models import Reader
from portal.core.models import Library
from portal.settings.library_system import EMBEDDED
from tests.catalog.borrowing.system import FailingSystem
from tests.factories.accounts import ReaderFactory
from tests.factories.circulation import PIN, PatronFactory
from tests.factories.core import BranchFactory, LibraryFactory

NUMBER = "11010200005555"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def system(settings) -> type[FailingSystem]:
    """Set its `fault`; look at its `calls`."""
    FailingSystem.fault = ""
    FailingSystem.calls.clear()
    settings.PORTAL_ILS = EMBEDDED | {
        "drivers": {"circulation": {"class": "tests.catalog.borrowing.system.FailingSystem"}}
    }
    return FailingSystem


@pytest.fixture
def main(db) -> Library:
    return LibraryFactory(code="DQ01", name_en="First Library", short_name_en="First")


@pytest.fixture
def branch(main) -> Library:
    return BranchFactory(code="B08", parent=main, short_name_en="Dongsi")


@pytest.fixture
def patron(branch) -> Patron:
    return PatronFactory(number=NUMBER, home=branch)


@pytest.fixture
def reader(db) -> Reader:
    return ReaderFactory()


@pytest.fixture
def linked(reader, patron, system) -> LinkedCard:
    card = services.link_card(reader, NUMBER, PIN)
    system.calls.clear()
    return card


@pytest.fixture
def signed_in(client, reader):
    client.force_login(reader.user, backend="portal.accounts.backends.ReaderBackend")
    return client
