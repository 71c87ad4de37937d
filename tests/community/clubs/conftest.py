import pytest

from tests.factories.accounts import ReaderFactory
from tests.factories.clubs import ClubFactory


@pytest.fixture(autouse=True)
def _clock(clock, db):
    """Sunday 1 March 2026, eight in the morning in Shanghai."""


@pytest.fixture
def club():
    return ClubFactory(capacity=2)


@pytest.fixture
def reader(client):
    """Signed in."""
    row = ReaderFactory()
    client.force_login(row.user)
    return row
