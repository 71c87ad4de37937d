"""Rooms of events are booked, moved and given back with their dates."""

import datetime as dt

import pytest

from events import services as events
from events.models import Occurrence
from events.spaces import services
from events.spaces.enums import BookingKind, Status
from events.spaces.models import Booking, Space
from tests.factories.events import OccurrenceFactory, published_series
from tests.factories.home import site_tree
from tests.factories.spaces import BookingFactory, SpaceFactory, local, open_library

# The rooms follow once the plan is committed.
pytestmark = pytest.mark.django_db(transaction=True)
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"
FIRST = dt.date(2026, 3, 7)


@pytest.fixture
def hall() -> Space:
    return SpaceFactory(library=open_library(), name="多功能厅")


@pytest.fixture
def page(hall):
    return published_series(
        site_tree().page("events"),
        library=hall.library,
        space="多功能厅",
        start_date=FIRST,
        ends_on=dt.date(2026, 3, 28),
        rule=SATURDAYS,
    )


def booked() -> list[dt.datetime]:
    return list(Booking.objects.holding().order_by("start").values_list("start", flat=True))


def weeks(*hours: int) -> list[dt.datetime]:
    return [local(FIRST + dt.timedelta(days=7 * n), hour) for n, hour in enumerate(hours)]


def dates() -> list[Occurrence]:
    return list(Occurrence.objects.order_by("start"))


def test_publishing_a_series_books_its_room_for_every_date(page):
    assert booked() == weeks(10, 10, 10, 10)
    booking = Booking.objects.first()
    assert (booking.kind, booking.status) == (BookingKind.EVENT, Status.APPROVED)
    assert booking.title == page.title


def test_another_hour_moves_the_bookings(page):
    page.start_time = dt.time(14)
    page.save_revision().publish()
    assert booked() == weeks(14, 14, 14, 14)
    assert Booking.objects.count() == 4


def test_one_date_moved_by_hand_takes_its_room_along(page):
    second = dates()[1]
    events.change(second, start=second.start + dt.timedelta(hours=3))
    assert booked() == weeks(10, 13, 10, 10)


def test_a_date_called_off_gives_its_room_back_until_it_takes_place_after_all(page):
    events.cancel(dates()[0])
    assert len(booked()) == 3
    events.reinstate(dates()[0])
    assert booked() == weeks(10, 10, 10, 10)


def test_a_date_in_another_room_leaves_this_one(page):
    events.change(dates()[0], space="院子")
    assert len(booked()) == 3


def test_a_page_taken_off_line_gives_its_rooms_back(page):
    page.unpublish()
    assert booked() == []
    assert Booking.objects.filter(status=Status.CANCELLED).count() == 4


def test_a_clash_stops_nobody_and_is_reported(hall):
    taken = BookingFactory(space=hall, start=local(FIRST, 10))
    published_series(
        site_tree().page("events"),
        library=hall.library,
        space="多功能厅",
        start_date=FIRST,
        ends_on=dt.date(2026, 3, 14),
        rule=SATURDAYS,
    )
    assert len(dates()) == 2
    assert booked() == weeks(10, 10)
    assert Booking.objects.get(pk=taken.pk).occurrence is None
    report = services.sync(dates())
    assert [row.start for row in report.clashes] == [local(FIRST, 10)]
    assert (report.made, report.moved, report.cancelled) == (0, 0, 0)


def test_a_date_that_moves_into_a_clash_gives_the_old_time_back(page, hall):
    BookingFactory(space=hall, start=local(FIRST, 15))
    events.change(dates()[0], start=local(FIRST, 15))
    kept = Booking.objects.holding().filter(kind=BookingKind.EVENT)
    assert [row.start for row in kept] == weeks(10, 10, 10, 10)[1:]


def test_a_room_that_staff_took_from_an_event_is_not_taken_back_unasked(page, staff):
    services.call_off(Booking.objects.first(), staff=staff, reason="")
    page.save_revision().publish()
    assert booked() == weeks(10, 10, 10, 10)[1:]


def test_rooms_are_known_by_library_and_name(hall):
    OccurrenceFactory(library=open_library(), space="多功能厅")
    OccurrenceFactory(library=hall.library, space="")
    OccurrenceFactory(library=hall.library, space="门前广场")
    assert services.sync(Occurrence.objects.all()) == services.Report()
    assert booked() == []


def test_staff_book_a_room_for_a_date_by_hand(hall, staff):
    date = OccurrenceFactory(start=local(FIRST, 10), library=hall.library, people=12)
    booking = services.book_for_occurrence(date, hall, staff=staff)
    assert (booking.people, booking.made_by) == (12, staff)
    date.start, date.end = local(FIRST, 12), local(FIRST, 13)
    moved = services.book_for_occurrence(date, hall)
    assert (moved.pk, moved.start, moved.sequence) == (booking.pk, date.start, 1)
