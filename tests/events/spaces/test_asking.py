"""The form of a room: each way through it, and that nothing typed is lost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.spaces.enums import BookableBy, SpaceKind, Status, TimeMode
from events.spaces.models import Booking, Space, SpaceRules
from tests.factories.accounts import PASSWORD, ReaderFactory
from tests.factories.catalog import RecordFactory
from tests.factories.home import site_tree
from tests.factories.spaces import BookingFactory, SeatFactory, SpaceFactory, local, open_library

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def client(client, reader):
    site_tree()
    client.force_login(reader.user)
    return client


def form_url(space: Space) -> str:
    return reverse("spaces:book", args=[space.library.slug, space.slug])


def key(hour: int, day: dt.date = DAY) -> str:
    return local(day, hour).astimezone(dt.UTC).strftime("%Y%m%dT%H%MZ")


def send(client, space, **fields):
    return client.post(form_url(space), {"day": DAY.isoformat(), "people": "2", **fields})


def shown(answer) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in answer.context["form"].errors.items()}


def test_a_free_time_leads_to_the_form_with_it_chosen(client, space):
    form = client.get(form_url(space), {"at": key(10)}).context["form"]
    assert form["start"].value() == key(10)
    assert form.calendar.first == DAY
    assert (key(10), "10:00–11:00") in form.fields["start"].widget.choices


def test_without_a_time_the_form_shows_the_first_day_with_one(client, space):
    SpaceRules.objects.update(lead_hours=30)
    assert client.get(form_url(space)).context["form"].calendar.first == dt.date(2026, 3, 2)


def test_a_room_is_booked_and_confirmed(client, space, reader):
    answer = send(client, space, start=key(10), purpose="写作业")
    booking = Booking.objects.get()
    assert (booking.reader, booking.start, booking.purpose) == (reader, local(DAY, 10), "写作业")
    assert answer.url == booking.get_absolute_url()
    assert len(client.get(answer.url).context["messages"]) == 1


@pytest.mark.parametrize("seats", [0, 3])
def test_booking_takes_thirteen_queries(client, space, seats):
    for _seat in range(seats):
        SeatFactory(space=space)
    Space.objects.update(kind=SpaceKind.STUDY if seats else SpaceKind.MEETING)
    sent = {"day": DAY.isoformat(), "people": "2", "start": key(10)}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(form_url(space), sent).status_code == 302
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 13, "\n".join(statements)


def test_a_limit_costs_one_more(client, space):
    SpaceRules.objects.update(per_week=1)
    sent = {"day": DAY.isoformat(), "people": "2", "start": key(10)}
    with CaptureQueriesContext(connection) as queries:
        assert client.post(form_url(space), sent).status_code == 302
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 14


def test_a_day_that_was_not_shown_is_looked_up(client, space):
    """By hand somebody may send a time of another day than the one chosen above it."""
    other = DAY + dt.timedelta(days=1)
    BookingFactory(space=space, start=local(other, 10))
    assert list(shown(send(client, space, start=key(10, other)))) == ["start"]
    send(client, space, start=key(11, other))
    assert Booking.objects.filter(start=local(other, 11)).exists()


def test_a_request_says_that_it_is_one(client, space):
    SpaceRules.objects.update(needs_approval=True)
    send(client, space, start=key(10))
    assert Booking.objects.get().status == Status.REQUESTED


def test_who_comes_too_late_keeps_what_was_typed_and_takes_the_next_time(client, space):
    BookingFactory(space=space, start=local(DAY, 10))
    answer = send(client, space, start=key(10), purpose="写作业", people="3")
    assert list(shown(answer)) == ["start"]
    assert answer.context["form"]["purpose"].value() == "写作业"
    nearest = [slot.key for slot in answer.context["free"]]
    assert nearest == [key(9), key(11), key(12)]
    answer = send(client, space, start=key(10), purpose="写作业", people="3", instead=nearest[1])
    assert Booking.objects.get(start=local(DAY, 11)).people == 3


def test_another_day_is_shown_without_losing_what_was_typed(client, space):
    answer = send(client, space, start=key(10), purpose="写作业", show="1", day="2026-03-05")
    form = answer.context["form"]
    assert form.calendar.first == dt.date(2026, 3, 5)
    assert form["purpose"].value() == "写作业"
    assert not Booking.objects.exists()


def test_a_day_without_times_keeps_what_was_typed(client, space):
    BookingFactory(space=space, start=local(DAY, 9), end=local(DAY, 17))
    answer = send(client, space, purpose="写作业", show="1")
    assert not answer.context["has_times"]
    assert 'value="写作业"' in answer.content.decode()


@pytest.mark.parametrize("start", ["", "x", "20261303T0000Z", "\x00", key(3)])
def test_odd_times_are_told_at_their_field(client, space, start):
    assert list(shown(send(client, space, start=start))) == ["start"]


@pytest.mark.parametrize("people", ["0", "-1", "x", "9", "1000"])
def test_odd_numbers_of_people_are_told_at_their_field(client, space, people):
    assert list(shown(send(client, space, start=key(10), people=people))) == ["people"]


def test_problems_without_a_field_are_told_above(client, space):
    Space.objects.update(takes_book_clubs=True)
    url = form_url(space)
    Space.objects.update(bookable_by=BookableBy.GROUPS)
    assert list(
        shown(client.post(url, {"day": DAY.isoformat(), "people": 2, "start": key(10)}))
    ) == ["group"]


def test_a_free_length_is_chosen(client, space):
    SpaceRules.objects.update(mode=TimeMode.FREE, slot_minutes=30, min_minutes=60, max_minutes=120)
    send(client, space, start=key(10), minutes="90")
    assert Booking.objects.get().end == local(DAY, 11, 30)


def test_a_seat_is_chosen_among_those_free_at_the_time(client):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    first, second = SeatFactory(space=space), SeatFactory(space=space)
    BookingFactory(space=space, seat=first, start=local(DAY, 10))
    form = client.get(form_url(space), {"at": key(10)}).context["form"]
    assert list(form.fields["seat"].queryset) == [second]
    assert "people" not in form.fields
    assert list(shown(send(client, space, start=key(10), seat=first.pk))) == ["seat"]
    send(client, space, start=key(10), seat=second.pk)
    assert Booking.objects.filter(seat=second).count() == 1


def test_a_seat_of_another_room_cannot_be_chosen(client):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    SeatFactory(space=space)
    assert list(shown(send(client, space, start=key(10), seat=SeatFactory().pk))) == ["seat"]


def test_a_book_club_names_its_book(client, space):
    Space.objects.update(takes_book_clubs=True)
    record = RecordFactory(title="呼兰河传")
    form = client.get(form_url(space), {"record": record.pk, "is_book_club": "on"}).context["form"]
    assert form["record"].value() == str(record.pk)
    send(client, space, start=key(10), is_book_club="on", record=record.pk, copies="12")
    assert str(Booking.objects.get().copy_sets.get()) == "呼兰河传 × 12"


def test_a_room_that_is_not_for_readers_shows_no_form(client, space):
    Space.objects.update(bookable_by=BookableBy.STAFF)
    assert client.get(form_url(space)).url == space.get_absolute_url()
    assert send(client, space, start=key(10)).url == space.get_absolute_url()


def test_signing_in_comes_first_and_leads_back_to_the_time(client, space):
    client.logout()
    answer = client.get(form_url(space), {"at": key(10)})
    assert answer.status_code == 302
    assert key(10) in answer.url


def test_what_was_typed_outlives_the_session(client, space, reader):
    client.logout()
    answer = send(client, space, start=key(10), purpose="写作业", people="3")
    assert answer.url.startswith(reverse("account_login"))
    signed_in = client.post(answer.url, {"login": reader.user.username, "password": PASSWORD})
    form = client.get(signed_in.url).context["form"]
    assert (form["start"].value(), form["purpose"].value()) == (key(10), "写作业")
    assert not Booking.objects.exists()


def test_a_post_takes_the_same_queries_for_any_number_of_bookings(
    client, space, django_assert_num_queries
):
    for number, hour in enumerate((10, 12, 14)):
        BookingFactory(space=space, start=local(DAY, hour + 1))
        if number == 1:
            continue
        with django_assert_num_queries(17):  # savepoints among them
            assert send(client, space, start=key(hour)).status_code == 302


def test_a_booking_gets_another_time(client, space, reader):
    booking = BookingFactory(space=space, reader=reader, start=local(DAY, 10))
    url = reverse("spaces:move", args=[booking.uid])
    form = client.get(url).context["form"]
    assert key(10) in dict(form.fields["start"].widget.choices)  # its own time is free for it
    client.post(url, {"day": DAY.isoformat(), "start": key(12)})
    booking.refresh_from_db()
    assert booking.start == local(DAY, 12)


def test_a_move_that_cannot_be_is_explained(client, space, reader):
    booking = BookingFactory(space=space, reader=reader, start=local(DAY, 10))
    BookingFactory(space=space, start=local(DAY, 12))
    url = reverse("spaces:move", args=[booking.uid])
    answer = client.post(url, {"day": DAY.isoformat(), "start": key(12)})
    assert list(shown(answer)) == ["start"]
    client.force_login(ReaderFactory().user)
    assert client.get(url).status_code == 404


def test_what_has_begun_is_not_moved(client, space, reader):
    SpaceRules.objects.update(cancel_hours=24 * 30)
    booking = BookingFactory(space=space, reader=reader, start=local(DAY, 10))
    url = reverse("spaces:move", args=[booking.uid])
    assert client.get(url).url == booking.get_absolute_url()
