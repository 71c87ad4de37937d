"""A family's own calendar: for whoever knows its address, kept by nobody."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.registration import services
from events.registration.models import CalendarAddress
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import enter, event, family

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"
PAGE = "/en/me/calendar/"


def feed(client, token):
    return client.get(f"{PAGE}{token}.ics")


def unfolded(response) -> str:
    return response.content.decode().replace("\r\n ", "")


def test_calendar_holds_what_the_family_is_registered_for(client):
    reader = family((2020, 5))
    registration = enter(event(), reader, members=reader.family.all(), adults=1)
    enter(event())
    services.cancel(enter(event(), reader))
    response = feed(client, services.renew_calendar(reader))
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    text = unfolded(response)
    assert text.count("BEGIN:VEVENT") == 1
    assert f"UID:{registration.uid}" in text
    child = reader.family.get()
    assert child.nickname in text
    assert str(child.birth_year) not in text
    assert reader.user.email not in text


def test_waiting_is_said_in_the_title(client):
    reader, pool = ReaderFactory(), event(capacity=1)
    enter(pool)
    enter(pool, reader)
    assert "SUMMARY:[on the waiting list] 故事会" in unfolded(
        feed(client, services.renew_calendar(reader))
    )


def test_only_the_digest_is_kept():
    reader = ReaderFactory()
    token = services.renew_calendar(reader)
    assert len(token) >= 43
    assert token not in str(CalendarAddress.objects.values().get())


def test_unknown_old_and_revoked_addresses_answer_the_same(client):
    reader = ReaderFactory()
    old = services.renew_calendar(reader)
    services.renew_calendar(reader)
    revoked = services.renew_calendar(other := ReaderFactory())
    services.revoke_calendar(other)
    answers = [feed(client, token) for token in (old, revoked, "x", "a" * 300)]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, b"Not found\n")}
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_address_is_made_shown_once_renewed_and_switched_off(client):
    reader = ReaderFactory()
    client.force_login(reader.user, backend=BACKEND)
    made = BeautifulSoup(client.post(PAGE, {"act": "renew"}).content, "html.parser")
    url = made.select_one("#calendar-url")["value"]
    path = url[url.index("/en/") :]
    assert client.get(path).status_code == 200
    assert b"calendar-url" not in client.get(PAGE).content
    client.post(PAGE, {"act": "renew"})
    assert client.get(path).status_code == 404
    client.post(PAGE, {"act": "revoke"})
    assert not CalendarAddress.objects.exists()


def test_address_belongs_to_signed_in_readers(client):
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, {"act": "renew"}).status_code == 302
    assert not CalendarAddress.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_costs_the_same_for_one_and_three(client, count, django_assert_num_queries):
    reader = family((2020, 5))
    for days in range(1, count + 1):
        enter(event(days=days), reader, members=reader.family.all(), adults=1)
    token = services.renew_calendar(reader)
    with django_assert_num_queries(8):
        assert unfolded(feed(client, token)).count("BEGIN:VEVENT") == count


def test_calendar_forgets_what_was_long_ago(client, clock):
    reader = ReaderFactory()
    enter(event(), reader)
    token = services.renew_calendar(reader)
    clock.move_to(timezone.now() + dt.timedelta(days=90))
    assert unfolded(feed(client, token)).count("BEGIN:VEVENT") == 0
