"""Dates without registration, courses, and what nobody has counted yet."""

import pytest
from django.urls import reverse

from events.models import Occurrence
from events.registration.models import HeadCount
from events.rosters.forms import CapacityForm
from tests.events.rosters.reading import soup
from tests.factories.accounts import ReaderFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.registration import course, enter, event, family

from .conftest import address, at

pytestmark = pytest.mark.django_db


def test_missing_head_counts_are_reminded_of_and_entered_together(desk, library):
    first, second = event(library=library, days=1), event(library=library, days=2)
    event(days=1)  # of no library
    with at(days=5):
        HeadCount.objects.create(occurrence=second.occurrence, adults=0)
        home = soup(desk.get(reverse("wagtailadmin_home")))
        assert (
            home.select_one(
                "#panel-missing-head-counts-section, #missing-head-counts, "
                "[id*=missing-head-counts]"
            )
            is not None
        )
        url = reverse("rosters:head_counts")
        [row] = soup(desk.get(url)).select("tbody tr")
        field = f"{first.occurrence.uid}-adults"
        assert row.select_one(f'[name="{field}"]') is not None
        assert desk.post(url, {field: "-3"}).status_code == 200
        desk.post(url, {})
        assert HeadCount.objects.count() == 1
        assert desk.post(url, {field: "12"}).status_code == 302
        assert first.occurrence.head_count.adults == 12
        assert soup(desk.get(url)).select("tbody tr") == []


@pytest.mark.parametrize("count", [1, 3])
def test_missing_head_counts_ask_the_same_number_of_questions(
    desk, library, count, django_assert_num_queries
):
    for _number in range(count):
        event(library=library, days=1)
    with at(days=5):
        desk.get(reverse("rosters:head_counts"))
        with django_assert_num_queries(9):
            desk.get(reverse("rosters:head_counts"))


def test_number_of_places_says_that_it_is_that_of_a_course():
    one, all_dates = CapacityForm(event()), CapacityForm(course())
    assert one.fields["capacity"].label != all_dates.fields["capacity"].label


def test_date_of_a_course_has_the_people_of_the_course(desk, library):
    pool = course()
    Occurrence.objects.update(library=library)
    reader = ReaderFactory()
    enter(pool, reader)
    occurrence = Occurrence.objects.first()
    url = reverse("rosters:roster", args=[occurrence.uid])
    page = soup(desk.get(url))
    assert len(page.select(".roster-party")) == 1


def test_date_without_registration_has_a_head_count(desk, library):
    occurrence = OccurrenceFactory(library=library)
    url = reverse("rosters:roster", args=[occurrence.uid])
    page = soup(desk.get(url))
    assert page.select_one("#heads form") is not None
    assert page.select_one("#walk-in, #capacity, .roster-tools") is None
    for name in ("register", "capacity"):
        address_of_it = reverse(f"rosters:{name}", args=[occurrence.uid])
        assert desk.post(address_of_it, {"capacity": 3}).status_code == 404


def test_nothing_about_people_stands_in_addresses_or_caches(desk, library):
    pool = event(library=library)
    reader = family((2020, 5))
    enter(pool, reader, members=reader.family.all())
    response = desk.get(address("roster", pool))
    assert "no-store" in response["Cache-Control"]
    links = [a["href"] for a in soup(response).select("a[href]")]
    assert not any(reader.family.get().nickname in link for link in links)
    assert not any(f"/{reader.pk}/" in link for link in links)


def test_event_dates_and_series_lead_to_the_roster(desk, library):
    pool = event(library=library)
    listing = soup(desk.get(reverse("occurrence:index")))
    assert listing.select_one(f'a[href="{address("roster", pool)}"]') is not None
    edit = soup(desk.get(reverse("occurrence:edit", args=[pool.occurrence.pk])))
    assert edit.select_one(f'a[href="{address("roster", pool)}"]') is not None
