"""A reader's own registrations: seen, changed and ended by nobody else."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events import services as planning
from events.places.enums import Status
from events.registration import services
from events.registration.enums import EndReason, Presence
from events.registration.errors import FullError
from portal.notify import rendering
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import course, enter, event, family

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"
PAGES = ("", "party/", "cancel/", "accept/", "decline/")


@pytest.fixture
def reader(client):
    reader = family((2020, 5))
    client.force_login(reader.user, backend=BACKEND)
    return reader


def address(registration, page="") -> str:
    return f"/en/me/registrations/{registration.uid}/{page}"


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def state(registration) -> str:
    registration.refresh_from_db()
    return registration.status


def offered(reader, clock):
    """Somebody cancels, and the reader who waited is asked."""
    pool = event(capacity=1, offer_hours=24)
    first = enter(pool)
    waiting = enter(pool, reader)
    services.cancel(first)
    waiting.refresh_from_db()
    return waiting


def test_registrations_of_others_are_not_found(client, reader):
    other = enter(event())
    for page in PAGES:
        assert client.get(address(other, page)).status_code == 404
        assert client.post(address(other, page)).status_code in (404, 405)
    assert client.get(f"/en/me/registrations/{other.uid}.ics").status_code == 404
    assert state(other) == Status.CONFIRMED


def test_without_signing_in_nothing_is_seen(client):
    registration = enter(event())
    for page in PAGES:
        response = client.get(address(registration, page))
        assert response.status_code == 302
        assert "/accounts/login/" in response["Location"]


def test_pages_are_kept_by_nobody(client, reader):
    registration = enter(event(), reader)
    for page in (address(registration), "/en/me/registrations/", "/en/me/"):
        assert "no-store" in client.get(page)["Cache-Control"]


def test_cancelling_asks_once_more_and_lets_the_next_move_up(client, reader):
    pool = event(capacity=1, offer_hours=0)
    registration = enter(pool, reader)
    waiting = enter(pool)
    assert soup(client.get(address(registration, "cancel/"))).select_one("form button.btn--danger")
    assert state(registration) == Status.CONFIRMED
    client.post(address(registration, "cancel/"))
    assert state(registration) == Status.CANCELLED
    assert state(waiting) == Status.CONFIRMED
    assert client.post(address(registration, "cancel/")).status_code == 302


def test_place_given_back_at_the_last_minute_is_kept_until_it_begins_and_then_free(
    client, reader, clock
):
    pool = event(capacity=1, offer_hours=24)
    registration, waiting = enter(pool, reader), enter(pool)
    clock.move_to(pool.starts_at - dt.timedelta(minutes=1))
    page = soup(client.post(address(registration, "cancel/"), follow=True))
    assert "This registration has ended." in words(page)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.offered_until) == (Status.OFFERED, pool.starts_at)
    letter = Message.objects.get(template="registration/moved_up")
    assert rendering.render(letter) is not None
    with pytest.raises(FullError):
        services.walk_in(pool.occurrence, by=None, adults=1)
    clock.move_to(pool.starts_at)
    services.run_due()
    assert state(waiting) == Status.EXPIRED
    assert rendering.render(letter) is None
    assert services.walk_in(pool.occurrence, by=None, adults=1).status == Status.CONFIRMED


def test_nobody_cancels_when_it_is_over(client, reader, clock):
    registration = enter(event(), reader)
    clock.move_to(registration.pool.ends_at)
    assert client.post(address(registration, "cancel/")).status_code == 302
    assert state(registration) == Status.CONFIRMED


def test_offer_is_accepted(client, reader, clock):
    registration = offered(reader, clock)
    page = soup(client.get(address(registration)))
    assert "A place is kept for you until" in words(page)
    client.get(address(registration, "accept/"))
    assert state(registration) == Status.OFFERED
    client.post(address(registration, "accept/"))
    assert state(registration) == Status.CONFIRMED


def test_offer_is_declined(client, reader, clock):
    registration = offered(reader, clock)
    client.post(address(registration, "decline/"))
    assert state(registration) == Status.DECLINED
    assert "This registration has ended." in words(soup(client.get(address(registration))))


def test_offer_that_ran_out_says_so(client, reader, clock):
    registration = offered(reader, clock)
    clock.shift(dt.timedelta(hours=25))
    page = soup(client.post(address(registration, "accept/"), follow=True))
    assert page.select_one(".message--error")
    assert state(registration) == Status.OFFERED


def test_party_changes(client, reader):
    registration = enter(event(), reader, members=reader.family.all(), adults=1)
    form = soup(client.get(address(registration, "party/")))
    assert form.select_one("[name=members]").has_attr("checked")
    client.post(address(registration, "party/"), {"adults": "2"})
    registration.refresh_from_db()
    assert registration.people == 2
    assert not registration.attendees.filter(member__isnull=False).exists()


def test_party_too_large_for_the_places_comes_back_with_the_form(client, reader):
    registration = enter(event(capacity=2), reader)
    page = soup(client.post(address(registration, "party/"), {"adults": "3"}))
    assert page.select_one(".field--error [name=adults] option[selected]")["value"] == "3"
    registration.refresh_from_db()
    assert registration.people == 1


def test_file_for_the_calendar_names_who_comes(client, reader):
    registration = enter(event(), reader, members=reader.family.all(), adults=1)
    response = client.get(f"/en/me/registrations/{registration.uid}.ics")
    text = response.content.decode().replace("\r\n ", "")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 1
    assert reader.family.get().nickname in text
    assert str(registration.uid) in text


def test_file_of_a_course_has_all_dates(client, reader):
    registration = enter(course(dates=3), reader)
    response = client.get(f"/en/me/registrations/{registration.uid}.ics")
    assert response.content.count(b"BEGIN:VEVENT") == 3


def test_my_library_shows_offers_first(client, reader, clock):
    soon = enter(event(days=1), reader)
    offer = offered(reader, clock)
    page = soup(client.get("/en/me/"))
    links = [a["href"] for a in page.select("#registrations ~ ul .rows__main a")]
    assert links == [address(offer), address(soon)]


def test_reader_sees_what_the_library_ended_and_why(client, reader):
    registration = enter(event(), reader)
    services.cancel_by_staff(registration, reason=EndReason.TWICE, note="See you <b>there</b>")
    said = (
        "The library has cancelled your registration. "
        "You were registered twice; the other registration stands. See you <b>there</b>"
    )
    assert words(soup(client.get(address(registration))).select_one(".account__lead")) == said
    for page, section in (("/en/me/", "registrations"), ("/en/me/registrations/", "past-h")):
        row = soup(client.get(page)).select_one(f"#{section} ~ ul li")
        assert said in words(row)


def test_reader_who_cancelled_is_told_of_no_reason(client, reader):
    registration = enter(event(), reader)
    services.cancel(registration)
    page = soup(client.get(address(registration)))
    assert "This registration has ended." in words(page)
    assert "The library has cancelled" not in words(page)
    assert soup(client.get("/en/me/")).select("#registrations ~ ul li") == []


def test_cancelled_date_shows_in_the_list(client, reader):
    registration = enter(event(), reader)
    planning.cancel(registration.pool.occurrence, note="停电")
    row = soup(client.get("/en/me/registrations/")).select_one("#coming-h ~ ul li")
    assert words(row.select_one(".state")) == "The date is cancelled"


def test_history_says_whether_one_was_there(client, reader, clock):
    for number, state in enumerate([Presence.CAME, Presence.NO_SHOW, None], 1):
        row = enter(event(days=number), reader, members=reader.family.all(), adults=1)
        child, adult = row.attendees.order_by("-category", "pk")
        if state:
            services.mark(child, row.pool.occurrence, state)
            services.mark(adult, row.pool.occurrence, Presence.NO_SHOW)
    clock.shift(dt.timedelta(days=4))
    page = soup(client.get("/en/me/registrations/"))
    states = [words(state) for state in page.select("#past-h ~ ul .state")]
    assert states == ["It is over", "You did not come", "You were there"]


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_for_one_and_three(
    client, reader, clock, count, django_assert_num_queries
):
    for days in range(1, count + 1):
        row = enter(event(days=days), reader, members=reader.family.all(), adults=1)
        services.mark(row.attendees.first(), row.pool.occurrence, Presence.CAME)
    clock.shift(dt.timedelta(days=4))
    client.get("/en/me/registrations/")
    with django_assert_num_queries(7):
        page = soup(client.get("/en/me/registrations/"))
    assert len(page.select(".rows__main a")) == count


def test_history_has_pages(client, reader, clock):
    for number in range(1, 23):
        enter(event(days=number / 2), reader)
    clock.move_to(timezone.now() + dt.timedelta(days=12))
    first = soup(client.get("/en/me/registrations/"))
    assert len(first.select("#past-h ~ ul .rows__main a")) == 20
    assert len(soup(client.get("/en/me/registrations/?page=2")).select("#past-h ~ ul li")) == 2
    assert client.get("/en/me/registrations/?page=x").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(client, reader, count, django_assert_num_queries):
    for days in range(1, count + 1):
        enter(event(days=days), reader, members=reader.family.all(), adults=1)
    client.get("/en/me/registrations/")
    with django_assert_num_queries(5):
        page = soup(client.get("/en/me/registrations/"))
    assert len(page.select(".rows__main a")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_my_library_costs_the_same_for_one_and_three(
    client, reader, count, django_assert_num_queries
):
    for days in range(1, count + 1):
        enter(event(days=days), reader, members=reader.family.all(), adults=1)
    client.get("/en/me/")
    with django_assert_num_queries(18):
        client.get("/en/me/")


def test_position_on_the_waiting_list_is_shown(client, reader):
    pool = event(capacity=1)
    for _other in range(2):
        enter(pool, ReaderFactory())
    registration = enter(pool, reader)
    page = soup(client.get(address(registration)))
    assert "You are number 2 on the waiting list." in words(page)
