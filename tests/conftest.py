"""What every test stands on: two languages, a page tree with nothing but its root, no network."""

import socket

import pytest
from wagtail.models import Collection, Locale, Page, Site


def _baseline() -> None:
    """Make the rows Wagtail's migrations make, and take away its welcome page.

    With `--nomigrations` the rows are missing; with migrations the welcome page is in the way.
    """
    for code in ("zh-hans", "en"):
        Locale.objects.get_or_create(language_code=code)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first()
    if root is None:
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code="zh-hans"))
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        _baseline()


@pytest.fixture
def root_page(db) -> Page:
    return Page.objects.get(depth=1)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Only this machine may be reached."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
