import pytest

from tests.factories.volunteers import ShiftFactory, VolunteerFactory


@pytest.fixture(autouse=True)
def _clock(clock, db):
    """Sunday 1 March 2026, eight in the morning in Shanghai."""


@pytest.fixture
def shift(db):
    return ShiftFactory()


@pytest.fixture
def person(db):
    return VolunteerFactory()
