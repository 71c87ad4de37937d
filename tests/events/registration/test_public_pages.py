"""What everybody sees of registration: the same for all, so that pages can be kept."""

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.models import Occurrence
from events.registration import services
from tests.factories.core import LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree
from tests.factories.registration import PriorityGroupFactory, enter, event

pytestmark = pytest.mark.django_db


def card(client, pool) -> BeautifulSoup:
    response = client.get(f"/en/live/places/{pool.occurrence.uid}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def state(client, pool) -> str:
    return words(card(client, pool).select_one(".state"))


def test_places_are_told_by_number_and_run_out(client):
    pool = event(capacity=8)
    assert state(client, pool) == "8 places left"
    enter(pool, adults=4)
    assert state(client, pool) == "4 places left"
    enter(pool, adults=4)
    assert state(client, pool) == "Full, waiting list"
    enter(pool, adults=2)
    found = card(client, pool)
    assert words(found.select_one(".state")) == "Full, 1 waiting"
    assert words(found.select_one("a.btn")) == "Join the waiting list"


@pytest.mark.parametrize(
    ("terms", "said", "button"),
    [
        ({"capacity": None, "registration": "open"}, "Places for everybody", "Register"),
        ({"opens_days_before": 3}, "Opens on 8 March at 09:00", None),
        ({"closes_hours_before": 300}, "Registration has closed", None),
        ({"registration": "draw"}, "By draw on 8 March", "Enter the draw"),
        ({"registration": "staff_only"}, "Register at the library", None),
    ],
)
def test_state_in_words(client, terms, said, button):
    pool = event(**terms)
    found = card(client, pool)
    assert words(found.select_one(".state")) == said
    action = found.select_one("a.btn")
    assert (words(action) if action else None) == button


def test_full_without_a_list_offers_nothing(client):
    pool = event(capacity=1, waiting_limit=0)
    enter(pool)
    assert state(client, pool) == "All places taken"
    assert card(client, pool).select_one("a.btn") is None


def test_priority_is_published(client):
    pool = event(capacity=10, reserved_places=3, priority_hours=48, opens_days_before=3)
    pool.terms.priority_groups.add(PriorityGroupFactory(name_en="Seniors"))
    text = words(card(client, pool))
    assert "3 places are kept for: Seniors." in text
    assert "Register earlier, from 6 March Friday 09:00: Seniors." in text
    assert "What is left of them is for everybody from" in text


def test_kept_places_are_not_offered_to_everybody(client):
    pool = event(capacity=5, reserved_places=2)
    pool.terms.priority_groups.add(PriorityGroupFactory())
    enter(pool, adults=3)
    assert state(client, pool) == "2 places for priority groups"


def test_draw_publishes_its_commitment_and_later_its_seed(client, clock):
    pool = event(registration="draw", capacity=1)
    draw = services.prepare_draw(pool)
    before = words(card(client, pool))
    assert draw.commitment in before
    assert draw.seed not in before
    enter(pool)
    clock.move_to(pool.draw_at)
    services.run_draw(pool)
    draw.refresh_from_db()
    after = words(card(client, pool))
    assert draw.seed in after
    assert draw.digest in after


def test_live_places_are_kept_for_seconds_by_everybody(client):
    response = client.get(f"/en/live/places/{event().occurrence.uid}/")
    assert response["Cache-Control"] == "public, max-age=5"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_live_places_of_nothing_are_not_found(client):
    hidden = event()
    Occurrence.objects.update(series_is_public=False)
    for uid in (uuid.uuid4(), hidden.occurrence.uid):
        assert client.get(f"/en/live/places/{uid}/").status_code == 404


def rows(client, *pools, query=""):
    uids = "&".join(f"o={pool.occurrence.uid}" for pool in pools)
    response = client.get(f"/en/live/places/?{uids}{query}")
    assert response.status_code == 200
    return response


def in_words(client, pool) -> list[str]:
    texts = rows(client, pool).json()[str(pool.occurrence.uid)]
    return [words(BeautifulSoup(text, "html.parser")) for text in texts]


def test_places_of_many_dates_are_told_at_once(client):
    few, full = event(capacity=3), event(capacity=1, waiting_limit=0)
    enter(full)
    cancelled, hidden, unknown = event(), event(), event()
    Occurrence.objects.filter(pk=cancelled.occurrence.pk).update(state="cancelled")
    Occurrence.objects.filter(pk=hidden.occurrence.pk).update(series_is_public=False)
    unknown.occurrence.uid = uuid.uuid4()
    response = rows(client, few, full, cancelled, hidden, unknown, query="&o=nonsense&o=")
    assert set(response.json()) == {str(few.occurrence.uid), str(full.occurrence.uid)}
    assert in_words(client, few) == ["3 places left", "3 left , 3 places left"]
    assert in_words(client, full) == ["All places taken", "full , All places taken"]
    assert response["Cache-Control"] == "public, max-age=5"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize(
    ("terms", "short"),
    [
        ({"capacity": None, "registration": "open"}, ""),
        ({"opens_days_before": 3}, "opens 8 March , Opens on 8 March at 09:00"),
        ({"closes_hours_before": 300}, "closed , Registration has closed"),
        ({"registration": "draw"}, "draw , By draw on 8 March"),
        ({"registration": "staff_only"}, "at the library , Register at the library"),
    ],
)
def test_state_in_a_word(client, terms, short):
    assert in_words(client, event(**terms))[1] == short


def test_no_more_dates_are_told_than_a_list_shows(client):
    pool = event()
    noise = "&".join(f"o={uuid.uuid4()}" for _number in range(60))
    assert client.get(f"/en/live/places/?{noise}&o={pool.occurrence.uid}").json() == {}


@pytest.mark.parametrize("count", [1, 3])
def test_places_of_many_dates_take_two_queries(client, count, django_assert_num_queries):
    pools = [event() for _number in range(count)]
    rows(client, *pools)
    with django_assert_num_queries(2):
        assert len(rows(client, *pools).json()) == count


@pytest.fixture
def index():
    return site_tree().page("events")


def series(index, **fields):
    terms = {"registration": "first_come", "capacity": 12, "library": LibraryFactory()}
    page = published_series(index, start_date=dt.date(2026, 3, 7), **{**terms, **fields})
    for row in Occurrence.objects.all():
        services.sync(row.series.translation_key)
    return page


SATURDAYS = {"rule": "RRULE:FREQ=WEEKLY;BYDAY=SA", "kind": "series"}


def test_series_page_leads_to_the_form(client, index):
    page = series(index, slug="story-time", ends_on=dt.date(2026, 3, 21), **SATURDAYS)
    response = client.get(page.url)
    assert response["Cache-Control"] == "public, max-age=30"
    found = BeautifulSoup(response.content, "html.parser")
    first = Occurrence.objects.order_by("start").first()
    links = [a["href"] for a in found.select('a[href*="/register/"]')]
    assert f"/events/o/{first.uid}/register/" in links
    assert len(found.select(".dates__l .state")) == 3


def test_page_of_a_date_leads_to_the_form(client, index):
    series(index, ends_on=dt.date(2026, 3, 14), **SATURDAYS)
    row = Occurrence.objects.order_by("start").last()
    found = BeautifulSoup(client.get(f"/events/o/{row.uid}/").content, "html.parser")
    assert found.select_one(f'.signup a[href="/events/o/{row.uid}/register/"]')
    assert found.select_one(".signup")["data-live"] == f"/live/places/{row.uid}/"


def test_external_registration_leads_away(client, index):
    page = series(index, registration="external", external_url="https://example.org/x")
    found = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert found.select_one(".signup a")["href"] == "https://example.org/x"


def test_date_that_is_over_says_nothing_of_registration(client, index, clock):
    page = series(index, slug="story-time")
    clock.move_to(timezone.now() + dt.timedelta(days=30))
    assert not BeautifulSoup(client.get(page.url).content, "html.parser").select(".signup")


@pytest.mark.parametrize("count", [1, 3])
def test_list_with_places_costs_one_query_more(client, index, count, django_assert_num_queries):
    for number in range(count):
        series(index, title=f"活动{number}", start_time=dt.time(10 + number))
    client.get("/events/")
    with django_assert_num_queries(16):
        response = client.get("/events/")
    assert response.content.decode().count("12") >= count
    assert response["Cache-Control"] == "public, max-age=30"


@pytest.mark.parametrize("weeks", [1, 3])
def test_series_page_costs_the_same_for_one_and_three(
    client, index, weeks, django_assert_num_queries
):
    end = dt.date(2026, 3, 7) + dt.timedelta(weeks=weeks - 1)
    page = series(index, slug="story-time", ends_on=end, **SATURDAYS)
    client.get(page.url)
    with django_assert_num_queries(18):
        client.get(page.url)


@pytest.mark.parametrize(("view", "spots"), [("month", 2), ("map", 0)])
def test_views_that_are_kept_for_minutes_leave_room_for_the_places(client, index, view, spots):
    """In the grid and in the list below it; where nobody registers there is nothing to say."""
    taken = published_series(index, title="甲", registration="first_come", capacity=2)
    published_series(index, title="乙")
    response = client.get(f"/en/events/?view={view}&from={taken.start_date}")
    page = BeautifulSoup(response.content, "html.parser")
    uid = str(Occurrence.objects.get(series__translation_key=taken.translation_key).uid)
    assert [spot["data-places"] for spot in page.select("[data-places]")] == [uid] * spots
    assert all(spot.get_text() == "" for spot in page.select("[data-places]"))
    assert response["Cache-Control"] == "public, max-age=300"


def test_rows_on_other_pages_leave_room_for_the_places(client, index):
    page = published_series(index, title="甲", registration="first_come", capacity=2)
    published_series(index, title="乙")
    published_series(index, title="丙", registration="external", external_url="https://a.example")
    response = client.get(f"/en/events/?from={page.start_date}&to={page.start_date}&q=nothing")
    found = BeautifulSoup(response.content, "html.parser")
    assert len(found.select("[data-places]")) == 1
    assert found.select_one("script[data-places-url]")["data-places-url"] == "/en/live/places/"
