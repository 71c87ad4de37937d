"""What every test stands on: two languages, a page tree with nothing but its root, no network."""

import os
import shutil
import socket
from contextlib import nullcontext
from importlib import import_module

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.migrations import RunSQL
from django.utils import translation
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from hypothesis import HealthCheck
from hypothesis import settings as examples
from wagtail.models import Collection, Locale, Page, Site

from tests import migrated
from tests.catalog.desk import desk  # noqa: F401 - a fixture
from tests.chromium import chromium  # noqa: F401 - a fixture

# How quickly examples come is the machine's affair.
examples.register_profile(
    "patient", examples(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
examples.load_profile("patient")

_LEFT_OUT = pytest.StashKey[int]()


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


def _full_text_table() -> None:
    """Make SQLite's full-text table, for which `--nomigrations` makes an ordinary one."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'wagtailsearch_indexentry_fts'")
        if "USING fts5" in cursor.fetchone()[0]:
            return
        cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        wagtails = import_module("wagtail.search.migrations.0006_customise_indexentry")
        for operation in wagtails.Migration.operations:
            for step in getattr(operation, "database_operations", []):
                if isinstance(step, RunSQL):
                    cursor.execute(step.sql)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_use_migrations):
    """Begin with what `tests.run` has migrated: of the migrations none is left to apply."""
    with migrated.in_memory() if django_db_use_migrations else nullcontext():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        _full_text_table()
        _baseline()


@pytest.fixture(autouse=True)
def _baseline_after_flush(request):
    """Tests that really commit begin with emptied tables: make the first rows again."""
    marker = request.node.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        _baseline()


@pytest.fixture(autouse=True)
def _fresh_cache():
    """What a rolled-back test has cached must not meet the next one."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language behind; the next test begins in that of the site."""
    translation.deactivate()


@pytest.fixture
def english():
    """What is said outside a request is said in English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _fresh_catalogue_index(settings):
    """The index of records is a directory: a rolled-back test leaves its records in it."""
    yield
    shutil.rmtree(settings.WAGTAILSEARCH_BACKENDS["catalogue"]["PATH"], ignore_errors=True)


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


def pytest_collection_modifyitems(config, items):
    """Leave tests marked `postgres` out where the database is another one, and say so."""
    if connection.vendor == "postgresql":
        return
    for_postgres = [item for item in items if item.get_closest_marker("postgres")]
    if not for_postgres:
        return
    if config.getoption("markexpr") == "postgres" and os.environ.get("CI"):
        raise pytest.UsageError("-m postgres needs TEST_DATABASE_URL to name a PostgreSQL server")
    items[:] = [item for item in items if not item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=for_postgres)
    config.stash[_LEFT_OUT] = len(for_postgres)


def pytest_terminal_summary(terminalreporter, config):
    if left_out := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{left_out} tests marked postgres left out: the test database is not PostgreSQL "
            "(python -m tests.pg_cluster -- pytest -m postgres)"
        )


@pytest.fixture(autouse=True)
def _tasks_succeed():
    """Background tasks run at once in tests; one that fails, fails the test that set it off."""
    failed = []

    def note(sender, task_result, **kwargs):
        if task_result.status == TaskResultStatus.FAILED:
            failed.append(f"{task_result.task.module_path}: {task_result.errors}")

    task_finished.connect(note, weak=False)
    yield
    task_finished.disconnect(note)
    assert not failed, "\n".join(failed)
