"""What the database itself refuses, on SQLite and on PostgreSQL alike."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models.deletion import ProtectedError

from events.spaces.enums import SpaceKind, Status
from events.spaces.models import Booking, CopySet
from tests.factories.spaces import (
    BookingFactory,
    SeatFactory,
    SpaceFactory,
    SpaceRulesFactory,
    local,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)
MINUTE = dt.timedelta(minutes=1)


def book(space, start, end, **fields):
    return BookingFactory(space=space, start=local(DAY, start), end=local(DAY, end), **fields)


def refused(make):
    with pytest.raises(IntegrityError, match="space_no_overlap"), transaction.atomic():
        make()


@pytest.mark.parametrize(("start", "end"), [(10, 12), (9, 11), (11, 13), (9, 13), (10, 11)])
def test_two_bookings_never_share_a_room_and_a_time(space, start, end):
    book(space, 10, 12)
    refused(lambda: book(space, start, end))


def test_bookings_that_touch_do_not_overlap(space):
    book(space, 10, 12)
    book(space, 12, 13)
    book(space, 9, 10)
    assert space.bookings.count() == 3


def test_another_room_is_another_matter(space):
    book(space, 10, 12)
    book(SpaceFactory(library=space.library), 10, 12)


@pytest.mark.parametrize("status", [Status.DECLINED, Status.CANCELLED, Status.NO_SHOW])
def test_what_holds_no_time_stands_in_nobodys_way(space, status):
    book(space, 10, 12, status=status)
    book(space, 10, 12)
    book(space, 10, 12, status=status)


def test_a_request_holds_its_time(space):
    book(space, 10, 12, status=Status.REQUESTED)
    refused(lambda: book(space, 11, 12))


def test_what_is_kept_free_belongs_to_the_booking(space):
    space.rules.padding_after = 15
    book(space, 10, 12)
    refused(lambda: book(space, 12, 13))


def test_a_booking_cannot_be_moved_onto_another(space):
    book(space, 10, 12)
    other = book(space, 13, 14)
    other.blocked_from = local(DAY, 11)
    other.start = local(DAY, 11)
    refused(other.save)


def test_a_cancelled_booking_cannot_come_back_where_somebody_is(space):
    gone = book(space, 10, 12, status=Status.CANCELLED)
    book(space, 10, 12)
    gone.status = Status.APPROVED
    refused(gone.save)


def test_a_booking_may_be_changed_where_it_stands(space):
    booking = book(space, 10, 12)
    booking.blocked_until += MINUTE
    booking.save()
    Booking.objects.update(purpose="读书会")
    assert space.bookings.get().purpose == "读书会"


def test_many_rows_at_once_are_looked_at_one_by_one(space):
    rows = [BookingFactory.build(space=space, start=local(DAY, 10)) for _ in range(2)]
    refused(lambda: Booking.objects.bulk_create(rows))


def test_seats_are_taken_one_by_one_and_the_whole_room_with_all_of_them():
    first = SeatFactory()
    second = SeatFactory(space=first.space)
    book(first.space, 10, 12, seat=first)
    book(first.space, 10, 12, seat=second)
    refused(lambda: book(first.space, 11, 12, seat=first))
    refused(lambda: book(first.space, 11, 12))
    book(first.space, 12, 13)
    refused(lambda: book(first.space, 12, 13, seat=second))


def test_seats_of_different_rooms_are_different_seats():
    book(SeatFactory(label="A1").space, 10, 12)
    other = SeatFactory(label="A1")
    book(other.space, 10, 12, seat=other)


@pytest.mark.django_db(transaction=True)
def test_the_rule_outlives_a_change_of_the_table(space):
    """A migration on SQLite makes the table anew; the rule must go with it."""
    narrow = Booking._meta.get_field("purpose")
    wide = models.CharField(max_length=250, blank=True)
    wide.set_attributes_from_name("purpose")
    wide.model = Booking
    with connection.schema_editor() as editor:
        editor.alter_field(Booking, narrow, wide)
        editor.alter_field(Booking, wide, narrow)
    book(space, 10, 12)
    refused(lambda: book(space, 11, 12))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("booking_end_after_start", {"end": local(DAY, 9), "blocked_until": local(DAY, 18)}),
        ("booking_blocked_around", {"blocked_from": local(DAY, 11)}),
        ("booking_has_people", {"people": 0}),
    ],
)
def test_impossible_bookings_are_refused(space, name, fields):
    with pytest.raises(IntegrityError, match=name):
        BookingFactory(
            space=space, start=local(DAY, 10), end=fields.pop("end", local(DAY, 12)), **fields
        )


def test_rules_that_contradict_themselves_are_refused():
    with pytest.raises(IntegrityError, match="space_rules_lengths"), transaction.atomic():
        SpaceRulesFactory(min_minutes=90, max_minutes=60)
    with pytest.raises(IntegrityError, match="space_rules_people"):
        SpaceRulesFactory(min_people=5, max_people=4)


def test_a_copy_set_holds_copies(space):
    with pytest.raises(IntegrityError, match="copy_set_has_copies"):
        CopySet.objects.create(booking=book(space, 10, 12), title="城南旧事", copies=0)


def test_rooms_and_seats_with_bookings_stay():
    seat = SeatFactory()
    book(seat.space, 10, 12, seat=seat)
    with pytest.raises(ProtectedError):
        seat.delete()
    with pytest.raises(ProtectedError):
        seat.space.delete()


def test_a_library_has_no_two_rooms_of_one_name(space):
    with pytest.raises(IntegrityError):
        SpaceFactory(library=space.library, name=space.name)


def test_a_study_room_is_for_one_person_a_seat(space):
    assert space.most_people == 8
    space.kind = SpaceKind.STUDY
    assert space.most_people == 1
