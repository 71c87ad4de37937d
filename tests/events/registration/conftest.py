import pytest


@pytest.fixture(autouse=True)
def _clock(clock):
    """All of it depends on what time it is."""
