"""One catalogue of hand-made titles, searched by each engine in turn."""

import pytest
from django.db import connection, transaction
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from catalog.enums import ReaderGroup
from catalog.models import Record

from .pairs import TITLES

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
ENGINES = ["tantivy", *DATABASES]
GROUPS = [ReaderGroup.INFANTS, ReaderGroup.PRESCHOOL, ReaderGroup.CHILDREN]


@pytest.fixture(scope="module")
def _rows_for_the_module(django_db_setup, django_db_blocker):
    """Searching changes nothing, so one set of rows serves every test of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        Record.objects.bulk_create(
            Record(
                pk=number,
                record_id=str(number),
                title=title,
                clc_top="I" if number % 2 else "K",
                audience=GROUPS[number % 3],
                library_codes=[f"B{number % 4}", "ALL"],
                year=2000 + number,
            )
            for number, title in TITLES.items()
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, _rows_for_the_module, tmp_path_factory):
    """A backend that holds records and pages, whatever the settings say."""
    if request.param == "tantivy":
        backend = get_search_backend(
            "search.engine.backends.tantivy",
            MODELS=["catalog.Record"],
            PATH=str(tmp_path_factory.mktemp("index")),
        )
    elif request.param != connection.vendor:
        pytest.skip(f"the test database is {connection.vendor}")
    else:
        backend = get_search_backend(
            "search.engine.backends.database", MODELS=["catalog.Record", "wagtailcore.Page"]
        )
    backend.reset_indexes()
    backend.add_bulk(Record, Record.objects.all())
    return backend


@pytest.fixture(scope="module")
def pages(engine):
    """Three pages, one of them a draft, for one of DATABASES: the catalogue holds no pages."""
    root = Page.objects.get(depth=1)
    for number in (1, 23, 47):
        page = Page(title=TITLES[number], slug=f"p{number}", live=number != 47)
        root.add_child(instance=page)
        engine.add(page)
