"""For whom, where and on what terms: written on the page, carried to the series, shown to all."""

import datetime as dt
import json
from decimal import Decimal
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Locale

from events.feeds.text import location
from events.models import EventSeries, EventSeriesPage, Occurrence, Provision, SeriesMaterial
from portal.core.translations import sync_translations, translate_page
from tests.factories.core import LibraryFactory
from tests.factories.events import ProvisionFactory, published_series
from tests.factories.home import site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
EVERYTHING = {
    "start_date": dt.date(2026, 3, 7),
    "place_kind": "elsewhere",
    "space": "少年宫",
    "space_en": "Children's palace",
    "address": "景山前街 1 号",
    "address_en": "1 Jingshan Front Street",
    "online_url": "https://meet.example.org/secret",
    "partners": "区少年宫",
    "partners_en": "The children's palace",
    "min_age": 3,
    "max_age": 6,
    "capacity": 20,
    "price": Decimal("20.00"),
    "price_note": "含材料",
    "price_note_en": "materials included",
}


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def page(index) -> EventSeriesPage:
    return published_series(index, title="捏兔儿爷", library=LibraryFactory(), **EVERYTHING)


def facts(client, url) -> dict[str, str]:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    terms = page.select(".facts dt")
    return {
        " ".join(term.get_text(" ").split()): " ".join(term.find_next("dd").get_text(" ").split())
        for term in terms
    }


def structured(client, url) -> dict:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return json.loads(page.find("script", type="application/ld+json").string)


@pytest.mark.parametrize("model", [EventSeries, EventSeriesPage])
@pytest.mark.parametrize("broken", [{"min_age": 7}, {"price": -1}, {"capacity": 0}])
def test_database_refuses_what_cannot_be(model, broken, page):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**broken)


def test_publishing_carries_the_particulars_to_the_series(page):
    series = EventSeries.objects.get()
    assert {name: getattr(series, name) for name in EVERYTHING} == EVERYTHING
    for word in ("少年宫", "palace", "景山前街", "Jingshan"):
        assert word in series.words
    assert "meet.example.org" not in series.words


def test_publishing_again_without_a_change_raises_nothing(page):
    before = list(EventSeries.objects.values_list("sequence"))
    for price in ("20", "20.00"):
        page = EventSeriesPage.objects.get(pk=page.pk)
        page.price = Decimal(price)
        page.save_revision().publish()
    assert list(EventSeries.objects.values_list("sequence")) == before


@pytest.mark.parametrize(
    ("name", "value"), [("price", Decimal(5)), ("address", "别处"), ("place_kind", "online")]
)
def test_what_calendars_show_raises_the_sequence_of_each_date(page, name, value):
    before = Occurrence.objects.get().sequence
    setattr(page, name, value)
    page.save_revision().publish()
    assert Occurrence.objects.get().sequence == before + 1


def test_provisions_are_carried_along_and_can_be_searched_for(page):
    sign = ProvisionFactory(slug="signing", name="手语翻译", name_en="Sign language")
    page.provisions = [sign]
    page.save_revision().publish()
    assert list(EventSeries.objects.get().provisions.all()) == [sign]
    assert "手语翻译" in EventSeries.objects.get().words


def test_page_says_for_whom_where_and_on_what_terms(client, page):
    page.provisions = [ProvisionFactory(slug="signing", name="手语翻译", name_en="Sign language")]
    page.save_revision().publish()
    english = Locale.objects.get(language_code="en")
    translated = translate_page(page, english, {"捏兔儿爷": "Clay rabbits"}).page
    for url in (translated.url, f"/en/events/o/{Occurrence.objects.get().uid}/"):
        shown = facts(client, url)
        assert shown["Where"] == "Children's palace 1 Jingshan Front Street"
        assert shown["For whom"] == "ages 3 to 6"
        assert shown["Partners"] == "The children's palace"
        assert shown["Places"] == "20"
        assert shown["Price"] == "¥20, materials included"
        assert shown["Access"] == "Sign language"


def test_elsewhere_the_address_of_the_library_is_given_nowhere(client, page):
    row = Occurrence.objects.get()
    with override("en"):
        assert location(row) == "Children's palace, 1 Jingshan Front Street"
    assert b"GEO:" not in client.get(f"/events/o/{row.uid}.ics").content
    data = structured(client, f"/events/o/{row.uid}/")
    assert data["location"] == {
        "@type": "Place",
        "name": "少年宫",
        "address": "景山前街 1 号",
    }
    assert data["isAccessibleForFree"] is False
    assert data["offers"]["price"] == "20.00"
    assert data["typicalAgeRange"] == "3-6"
    assert data["maximumAttendeeCapacity"] == 20


def test_date_moved_to_a_library_is_there(client, page):
    row = Occurrence.objects.get()
    row.pinned = ["library_id"]
    row.save()
    assert row.venue == page.library
    assert not row.is_at_other_place
    assert row.address_label == ""
    assert b"GEO:" in client.get(f"/events/o/{row.uid}.ics").content


def test_online_event_is_online_for_search_engines_too(client, index):
    published_series(index, place_kind="online", library=LibraryFactory(), space="云上")
    row = Occurrence.objects.get()
    with override("en"):
        assert location(row) == "Online; the link comes with the registration"
    data = structured(client, f"/events/o/{row.uid}/")
    assert data["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert data["location"]["@type"] == "VirtualLocation"


@pytest.mark.parametrize(
    ("ages", "label"),
    [
        ({}, ""),
        ({"min_age": 0, "max_age": 3}, "ages 0 to 3"),
        ({"min_age": 8}, "from the age of 8"),
        ({"max_age": 12}, "up to the age of 12"),
    ],
)
def test_ages_in_words(ages, label):
    with override("en"):
        assert EventSeries(**ages).ages_label == label


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, ""),
        ({"price": Decimal("9.5")}, "¥9.50"),
        ({"price": Decimal(300)}, "¥300"),
        ({"price_note_en": "bring your own tea"}, "bring your own tea"),
    ],
)
def test_price_in_words(fields, label):
    with override("en"):
        assert EventSeries(**fields).price_label == label


def test_translation_has_the_particulars_of_its_source(page):
    english = Locale.objects.get(language_code="en")
    translated = translate_page(page, english, {"捏兔儿爷": "Clay rabbits"}).page.specific
    assert {name: getattr(translated, name) for name in EVERYTHING} == EVERYTHING

    page.capacity, page.internal_note = 12, "请提前两天领黏土"
    page.provisions = [ProvisionFactory(slug="restful-room", name="休息角")]
    page.save_revision().publish()
    sync_translations(EventSeriesPage.objects.get(pk=page.pk))
    translated.refresh_from_db()
    assert translated.capacity == 12
    assert [term.slug for term in translated.provisions.all()] == ["restful-room"]
    assert EventSeries.objects.count() == 1


def test_page_leads_to_its_reading_list_and_files(client, page, index):
    tree_lists = index.get_parent().get_children().get(slug="lists").specific
    page.reading_list = ReadingListFactory(parent=tree_lists, title="泥巴的书")
    document = get_document_model().objects.create(
        title="x", file=ContentFile(b"%PDF-1.4", name="sheet.pdf")
    )
    page.materials = [SeriesMaterial(title="图样", title_en="Pattern", document=document)]
    page.save_revision().publish()
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert shown.select_one("#books-h").find_next("a").get_text() == "泥巴的书"
    assert shown.select_one(".files a").get_text().strip() == "图样"
    page.reading_list.unpublish()
    assert "泥巴的书" not in client.get(page.url).content.decode()


def test_default_provisions_are_made_once():
    migration = import_module("events.migrations.0005_particulars_and_provisions")
    migration.add_provisions(apps, None)
    migration.add_provisions(apps, None)
    assert Provision.objects.count() == len(migration.PROVISIONS)
    assert Provision.objects.get(slug="sign-language").name == "手语翻译"
