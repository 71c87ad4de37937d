"""The command that fills the indexes anew."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from catalog.models import Record
from tests.factories.catalog import RecordFactory

pytestmark = pytest.mark.django_db


def test_records_are_in_the_catalogue_alone(root_page, capsys):
    page = root_page.add_child(instance=Page(title="国学讲座", slug="talk"))
    record = RecordFactory(title="国学概论")
    IndexEntry.objects.all().delete()
    call_command("update_index", chunk_size=1)
    assert capsys.readouterr().out.splitlines()[-1] == "catalogue: 1 objects indexed"
    assert list(get_search_backend().search("国学", Page)) == [page]
    assert list(get_search_backend("catalogue").search("国学", Record)) == [record]
    assert not IndexEntry.objects.filter(content_type__model="record").exists()


def test_entries_of_models_held_elsewhere_are_dropped(root_page):
    backend = get_search_backend("search.engine.backends.database", MODELS=["catalog.Record"])
    backend.add(RecordFactory())
    assert IndexEntry.objects.filter(content_type__model="record").exists()
    call_command("update_index", backend_name="default", verbosity=0)
    assert not IndexEntry.objects.filter(content_type__model="record").exists()


def test_stale_pages_are_dropped(root_page):
    page = root_page.add_child(instance=Page(title="国学讲座", slug="talk"))
    entry = IndexEntry.objects.get(object_id=str(page.pk), content_type__model="page")
    IndexEntry.objects.filter(pk=entry.pk).update(object_id="999999")
    call_command("update_index", verbosity=0)
    assert not IndexEntry.objects.filter(object_id="999999").exists()
    assert list(Page.objects.search("国学")) == [page]


def test_schema_only_indexes_nothing(root_page):
    RecordFactory(title="国学概论")
    call_command("update_index", backend_name="catalogue", schema_only=True, verbosity=0)
    assert get_search_backend("catalogue").search("国学", Record).count() == 0


def test_wagtails_own_command_works_too(root_page):
    record = RecordFactory(title="国学概论")
    call_command("wagtail_update_index", verbosity=0)
    assert list(get_search_backend("catalogue").search("国学", Record)) == [record]
