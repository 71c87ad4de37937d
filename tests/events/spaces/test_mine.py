"""A reader's own bookings: seen, put into a calendar, given back; those of others are not found."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse

from events.spaces.enums import Status
from events.spaces.models import SpaceRules
from tests.factories.accounts import ReaderFactory
from tests.factories.spaces import BookingFactory, local

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def booking(space, reader):
    return BookingFactory(space=space, reader=reader, start=local(DAY, 10), purpose="写作业")


@pytest.fixture
def client(client, reader):
    client.force_login(reader.user)
    return client


def url(name: str, booking) -> str:
    return reverse(f"spaces:{name}", args=[booking.uid])


def test_bookings_to_come_and_past_are_listed(client, booking):
    BookingFactory(space=booking.space, reader=booking.reader, start=local(dt.date(2026, 2, 3), 10))
    BookingFactory(space=booking.space, reader=ReaderFactory(), start=local(DAY, 12))
    answer = client.get(reverse("spaces:bookings"))
    assert answer.context["coming"] == [booking]
    assert len(answer.context["past"]) == 1
    assert answer["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_three_queries(client, space, reader, count, django_assert_num_queries):
    for number in range(count):
        BookingFactory(space=space, reader=reader, start=local(DAY, 9 + number))
    client.get(reverse("spaces:bookings"))
    with django_assert_num_queries(3):
        client.get(reverse("spaces:bookings"))


@pytest.mark.parametrize("name", ["booking", "booking_file", "cancel"])
def test_somebody_else_s_booking_is_not_found(client, booking, name):
    client.force_login(ReaderFactory().user)
    assert client.get(url(name, booking)).status_code == 404
    if name == "cancel":
        assert client.post(url(name, booking)).status_code == 404
    client.logout()
    assert client.get(url(name, booking)).status_code == 302


def test_a_booking_says_what_where_and_when(client, booking):
    page = client.get("/en" + url("booking", booking)).content.decode()
    for text in ("3 March 2026 Tuesday", "10:00–11:00", booking.space.name_en, "booked"):
        assert text in page


def test_a_booking_goes_into_a_calendar(client, booking):
    answer = client.get(url("booking_file", booking))
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"].startswith(str(booking.uid))
    assert event["DTSTART"].dt == booking.start
    assert event["STATUS"] == "CONFIRMED"


def test_giving_back_asks_first(client, booking):
    assert client.get(url("cancel", booking)).status_code == 200
    booking.refresh_from_db()
    assert booking.status == Status.APPROVED
    answer = client.post(url("cancel", booking), follow=True)
    booking.refresh_from_db()
    assert booking.status == Status.CANCELLED
    assert len(answer.context["messages"]) == 1
    assert b"STATUS:CANCELLED" in client.get(url("booking_file", booking)).content


def test_what_is_too_late_is_said_and_not_done(client, booking):
    SpaceRules.objects.update(cancel_hours=24 * 30)
    assert client.get(url("cancel", booking)).status_code == 302
    client.post(url("cancel", booking))
    booking.refresh_from_db()
    assert booking.status == Status.APPROVED
