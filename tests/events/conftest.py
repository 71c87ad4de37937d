import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from events import notifications
from tests.factories.events import EventsIndexPageFactory

# A Sunday morning in Shanghai.
NOW = dt.datetime(2026, 3, 1, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def clock(settings):
    settings.PORTAL_HORIZON_DAYS = 120
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def events_index(root_page):
    return EventsIndexPageFactory(parent=root_page)


@pytest.fixture(autouse=True)
def _chinese():
    """A request of an earlier test may have left another language active."""
    with override("zh-hans"):
        yield


@pytest.fixture
def heard(monkeypatch):
    """The changes people are told of; whoever else would tell them, and note it, keeps silent."""
    changes = []
    monkeypatch.setattr(notifications, "_tellers", [])
    notifications.on_change(changes.append)
    return changes
