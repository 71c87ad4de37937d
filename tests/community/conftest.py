from tests.events.conftest import _chinese, clock, heard  # noqa: F401 - fixtures
