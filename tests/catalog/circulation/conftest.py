import datetime as dt

import pytest
import time_machine

from portal.core.models import Library
from tests.factories.core import BranchFactory, LibraryFactory

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def main(db) -> Library:
    return LibraryFactory(code="DQ01")


@pytest.fixture
def branch(main) -> Library:
    return BranchFactory(code="B08", parent=main)
