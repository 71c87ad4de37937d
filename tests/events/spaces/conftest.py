import pytest

from events.spaces.models import Space
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.spaces import SpaceFactory, open_library


@pytest.fixture(autouse=True)
def _clock(clock):
    """Sunday 1 March 2026, eight in the morning in Shanghai."""


@pytest.fixture
def reader(db):
    return ReaderFactory()


@pytest.fixture
def staff(db):
    return UserFactory()


@pytest.fixture
def space(db) -> Space:
    """Eight people, slots of an hour, open from nine to five every day."""
    return SpaceFactory(library=open_library())
