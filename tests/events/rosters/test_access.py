"""Who sees rosters, and of whom."""

import pytest
from django.urls import reverse

from events.places.enums import Status
from events.registration.models import HeadCount, Registration
from tests.factories.registration import enter, event

from .conftest import address

pytestmark = pytest.mark.django_db

PAGES = ["roster", "register", "close"]

ACTIONS = ["walk_in", "capacity", "heads", "register", "close"]

OF_ONE = ["cancel", "promote", "lift_pause"]


def test_branch_staff_see_the_people_of_their_library_only(people, library):
    pool = event(library=library)
    registration = enter(pool)
    urls = [address(name, pool) for name in PAGES]
    urls += [address(name, pool, registration) for name in ("cancel", "promote")]
    for url in urls:
        assert people["branch"].get(url).status_code == 200, url
        assert people["programmer"].get(url).status_code == 200, url
        assert people["other"].get(url).status_code == 404, url
        assert people["editor"].get(url).status_code == 404, url
        for outsider in ("anonymous", "reader"):
            response = people[outsider].get(url)
            assert response.status_code == 302, url
            assert "login" in response["Location"] or response["Location"] == reverse(
                "wagtailadmin_home"
            )


def test_nobody_else_can_do_anything(people, library):
    pool = event(library=library)
    registration = enter(pool)
    urls = [address(name, pool) for name in ACTIONS]
    urls += [address(name, pool, registration) for name in OF_ONE]
    for url in urls:
        for outsider, code in {
            "anonymous": 302,
            "reader": 302,
            "other": 404,
            "editor": 404,
        }.items():
            response = people[outsider].post(url, {"adults": 1, "capacity": 1, "reason": "x"})
            assert response.status_code == code, (outsider, url)
    registration.refresh_from_db()
    assert registration.status == Status.CONFIRMED
    assert Registration.objects.count() == 1
    assert not HeadCount.objects.exists()


def test_registration_of_another_date_is_not_found(desk, library):
    here, there = event(library=library), event(library=library)
    registration = enter(there)
    assert desk.get(address("cancel", here, registration)).status_code == 404


def test_lists_are_for_who_keeps_rosters(people):
    for name in ("index", "head_counts"):
        url = reverse(f"rosters:{name}")
        assert people["branch"].get(url).status_code == 200
        for outsider in ("anonymous", "reader", "editor"):
            assert people[outsider].get(url).status_code == 302
