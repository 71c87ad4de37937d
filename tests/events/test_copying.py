"""A copy is a draft with the same content, its dates ahead, and no occurrence of its own."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Locale

from events.models import (
    EventSeries,
    EventSeriesPage,
    ExtraDate,
    Occurrence,
    SeriesMaterial,
    SkippedDate,
)
from portal.core.translations import translate_page
from tests.factories.accounts import UserFactory
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import EventSeriesPageFactory, ProvisionFactory, published_series
from tests.factories.home import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
FIELDS = {
    "place_kind": "online",
    "online_url": "https://meet.example.org/1",
    "min_age": 3,
    "max_age": 6,
    "capacity": 20,
    "price": Decimal("5.00"),
    "partners": "区少年宫",
    "internal_note": "钥匙在门卫",
    "staff_only": True,
    "rule": SATURDAYS,
}


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def staff(client, settings):
    settings.PORTAL_STAFF_MFA = "optional"
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def copy(client, page, slug="copy") -> EventSeriesPage:
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    parent = page.get_parent()
    data = {"new_title": "又一期", "new_slug": slug, "new_parent_page": parent.pk}
    response = client.post(url, {**data, "publish_copies": "on"})
    assert response.status_code == 302
    found = EventSeriesPage.objects.child_of(parent).get(slug=slug)
    return found.get_latest_revision_as_object()


def test_everything_but_the_past_is_copied(staff, index):
    page = EventSeriesPageFactory(
        parent=index,
        live=False,
        library=LibraryFactory(),
        start_date=dt.date(2026, 1, 3),
        ends_on=dt.date(2026, 2, 7),
        **FIELDS,
    )
    page.audiences = [AudienceFactory()]
    page.provisions = [ProvisionFactory(slug="restful-room", name="休息角")]
    document = get_document_model().objects.create(title="x", file="x.pdf")
    page.materials = [SeriesMaterial(title="图样", document=document)]
    page.skipped_days = [SkippedDate(date=dt.date(2026, 1, 10))]
    page.extra_days = [ExtraDate(date=dt.date(2026, 1, 11))]
    page.save_revision().publish()
    before = Occurrence.objects.count()

    made = copy(staff, page)

    assert {name: getattr(made, name) for name in FIELDS if name != "rule"} == {
        name: value for name, value in FIELDS.items() if name != "rule"
    }
    assert str(made.rule) == SATURDAYS
    assert list(made.audiences.all()) == list(page.audiences.all())
    assert [term.slug for term in made.provisions.all()] == ["restful-room"]
    assert [row.title for row in made.materials.all()] == ["图样"]
    assert made.library == page.library
    assert (made.start_date, made.ends_on) == (dt.date(2026, 3, 7), dt.date(2026, 4, 11))
    assert not made.skipped_days.exists()
    assert not made.extra_days.exists()
    assert not made.live
    assert made.translation_key != page.translation_key
    assert (EventSeries.objects.count(), Occurrence.objects.count()) == (1, before)

    made.save_revision().publish()
    first, second = EventSeries.objects.order_by("pk")
    assert first.uid != second.uid
    assert second.occurrences.first().local_date == dt.date(2026, 3, 7)
    assert Occurrence.objects.filter(series=first).count() == before


def test_dates_that_lie_ahead_stay(staff, index):
    page = published_series(index, start_date=dt.date(2026, 3, 7), rule=SATURDAYS)
    page.skipped_days = [SkippedDate(date=dt.date(2026, 3, 14))]
    page.save_revision().publish()
    made = copy(staff, page)
    assert made.start_date == dt.date(2026, 3, 7)
    assert made.skipped_days.count() == 1


def test_single_event_moves_to_the_same_weekday(staff, index):
    page = published_series(index, kind="single", start_date=dt.date(2026, 1, 6))
    assert copy(staff, page).start_date == dt.date(2026, 3, 3)


def test_copy_of_a_translation_is_a_page_of_its_own(staff, index):
    page = published_series(
        index, title="周六故事会", start_date=dt.date(2026, 2, 7), rule=SATURDAYS, capacity=20
    )
    english = Locale.objects.get(language_code="en")
    translated = translate_page(page, english, {"周六故事会": "Story time"}).page.specific
    made = copy(staff, translated, slug="copy-en")
    assert made.locale == english
    assert (made.capacity, made.start_date) == (20, dt.date(2026, 3, 7))
    made.save_revision().publish()
    assert EventSeries.objects.count() == 2


def test_form_proposes_a_free_address_and_no_publishing(staff, index):
    page = published_series(index, slug="story-time")
    form = staff.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).context["form"]
    assert form["new_slug"].initial == "story-time-1"
    assert "publish_copies" not in form.fields


def test_alias_keeps_the_dates_of_its_original(staff, index):
    page = published_series(index, start_date=dt.date(2026, 2, 7), rule=SATURDAYS)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "x", "new_slug": "alias", "new_parent_page": index.pk, "alias": "on"}
    staff.post(url, data)
    assert EventSeriesPage.objects.get(slug="alias").start_date == page.start_date
