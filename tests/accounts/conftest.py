import pytest
from django.test import Client

from portal.accounts.models import ConsentKind
from tests.factories.accounts import ConsentTextFactory, ReaderFactory


@pytest.fixture
def privacy_text(db):
    return ConsentTextFactory(kind=ConsentKind.PRIVACY)


@pytest.fixture
def reader(db):
    return ReaderFactory(nickname="书虫")


@pytest.fixture
def browser(reader):
    """The reader's browser, signed in."""
    client = Client()
    client.force_login(reader.user, backend="portal.accounts.backends.ReaderBackend")
    return client
