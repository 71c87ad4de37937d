"""The draw: made by staff when it is due, checked by everybody."""

import hashlib

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from events.models import EventSeries
from events.registration import services
from events.registration.models import Draw
from tests.factories.registration import enter, event

from .conftest import address, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(library):
    terms = {"registration": "draw", "capacity": 1, "draw_hours_before": 72, "waiting_limit": 1}
    return event(library=library, **terms)


def listing(pool) -> str:
    return reverse("rosters_public:draw", args=[pool.occurrence.uid])


def test_draw_is_for_staff_of_the_library(people, pool):
    url = address("draw", pool)
    for who, code in {
        "anonymous": 302,
        "reader": 302,
        "other": 404,
        "editor": 404,
        "branch": 200,
        "programmer": 200,
    }.items():
        assert people[who].get(url).status_code == code
    for who, code in {"anonymous": 302, "reader": 302, "other": 404, "editor": 404}.items():
        assert people[who].post(url).status_code == code
    assert Draw.objects.get().drawn_at is None


def test_date_without_a_draw_has_no_such_page(desk, library):
    first_come = event(library=library)
    assert desk.get(address("draw", first_come)).status_code == 404
    assert Client().get(listing(first_come)).status_code == 404


def test_draw_is_made_once_and_not_before_its_time(desk, library):
    pool = event(library=library, registration="draw", capacity=1, draw_hours_before=72)
    for _number in range(3):
        enter(pool)
    gone = enter(pool)
    services.cancel(gone)
    url = address("draw", pool)
    desk.post(url)
    draw = Draw.objects.get()
    assert draw.drawn_at is None
    before = Client().get(listing(pool)).content.decode()
    assert draw.commitment in before
    assert draw.seed not in before
    assert draw.seed not in desk.get(url).content.decode()
    with at(days=8):
        desk.post(url)
        desk.post(url)
        draw.refresh_from_db()
        assert draw.entries == 3
        enter_late = services.register_by_staff(pool, channel="desk", name="晚", adults=1, key="l")
        assert str(enter_late.uid) not in Client().get(listing(pool)).content.decode()


def test_everybody_can_check_the_order(desk, pool, django_assert_num_queries):
    for _number in range(4):
        enter(pool)
    with at(days=8):
        desk.post(address("draw", pool))
        response = Client().get(listing(pool))
    page = BeautifulSoup(response.content, "html.parser")
    order = [line.get_text(strip=True) for line in page.select(".draw-listing__order li")]
    draw = Draw.objects.get()
    assert len(order) == 4
    assert hashlib.sha256("\n".join(order).encode()).hexdigest() == draw.digest
    ranks = [hashlib.sha256(f"{draw.seed}{uid}".encode()).hexdigest() for uid in order]
    assert ranks == sorted(ranks)
    assert "public" in response["Cache-Control"]
    for registration in pool.registrations.all():
        assert registration.reader.nickname not in page.get_text()


def test_draw_of_a_training_for_staff_is_not_public(pool):
    EventSeries.objects.update(staff_only=True)
    assert Client().get(listing(pool)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("is_drawn", [False, True])
def test_public_listing_asks_the_same_number_of_questions(
    library, count, is_drawn, django_assert_num_queries
):
    pool = event(library=library, registration="draw", capacity=9, draw_hours_before=72)
    services.prepare_draw(pool)
    for _number in range(count):
        enter(pool)
    with at(days=8):
        if is_drawn:
            services.run_draw(pool)
        Client().get(listing(pool))
        with django_assert_num_queries(3 + is_drawn):
            page = BeautifulSoup(Client().get(listing(pool)).content, "html.parser")
    assert len(page.select("ol li")) == count * is_drawn


@pytest.mark.parametrize("count", [1, 3])
def test_staffs_page_asks_the_same_number_of_questions(
    desk, library, count, django_assert_num_queries
):
    pool = event(library=library, registration="draw", capacity=9, draw_hours_before=72)
    for _number in range(count):
        enter(pool)
    desk.get(address("draw", pool))
    with django_assert_num_queries(13):
        desk.get(address("draw", pool))
