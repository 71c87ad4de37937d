import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english():
    """Reasons and states are compared by their English words, compiled texts or not."""
    with translation.override("en"):
        yield
