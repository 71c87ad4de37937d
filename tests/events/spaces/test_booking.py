"""Asking for rooms and seats, giving them back, moving them."""

import datetime as dt

import pytest
import time_machine

from events.spaces import services
from events.spaces.enums import BookableBy, BookingKind, SpaceKind, Status, TimeMode
from events.spaces.errors import BookingError, TakenError
from events.spaces.models import Booking, Space, SpaceHours
from events.spaces.services import Wish
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.catalog import RecordFactory
from tests.factories.core import ClosureDayFactory, ExceptionalDayFactory
from tests.factories.spaces import (
    BookingFactory,
    SeatFactory,
    SpaceFactory,
    SpaceRulesFactory,
    local,
    open_library,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)  # a Tuesday


def wish(start=10, end=11, day=DAY, **fields) -> Wish:
    return Wish(start=local(day, start), end=local(day, end), **fields)


def rules(space: Space, **fields) -> Space:
    """*space* with other rules."""
    for name, value in fields.items():
        setattr(space.rules, name, value)
    space.rules.save()
    return space


def problems(space, reader, given) -> dict[str, str]:
    with pytest.raises(BookingError) as error:
        services.request(space, reader=reader, wish=given)
    return error.value.problems


def letters() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def test_a_room_is_given_at_once(space, reader):
    booking = services.request(space, reader=reader, wish=wish(people=4, purpose="写作业"))
    assert (booking.status, booking.kind, booking.people) == ("approved", "room", 4)
    assert space.bookings.get() == booking
    assert letters() == ["spaces/approved"]


def test_a_room_that_needs_approval_is_held_until_somebody_decides(space, reader):
    rules(space, needs_approval=True)
    booking = services.request(space, reader=reader, wish=wish())
    assert booking.status == Status.REQUESTED
    assert letters() == ["spaces/requested"]
    assert problems(space, ReaderFactory(), wish())["start"]


def test_who_is_too_late_is_told_the_nearest_free_times(space, reader):
    services.request(space, reader=reader, wish=wish(10, 11))
    with pytest.raises(TakenError) as error:
        services.request(space, reader=ReaderFactory(), wish=wish(10, 11))
    assert set(error.value.problems) == {"start"}
    assert [slot.start for slot in error.value.free] == [
        local(DAY, 9),
        local(DAY, 11),
        local(DAY, 12),
    ]


def test_the_database_has_the_last_word(space, reader, monkeypatch):
    """Somebody who was not seen by the look beforehand."""
    services.request(space, reader=reader, wish=wish(10, 11))
    monkeypatch.setattr("events.spaces.selectors.availability.Calendar.is_free", lambda *_: True)
    with pytest.raises(TakenError):
        services.request(space, reader=ReaderFactory(), wish=wish(10, 11))
    assert space.bookings.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"start": 7, "end": 8}, "start"),  # closed
        ({"start": 10, "end": 12}, "start"),  # two slots
        ({"day": dt.date(2026, 2, 28)}, "start"),  # over
        ({"day": dt.date(2026, 4, 1)}, "start"),  # beyond the horizon
        ({"people": 9}, "people"),
    ],
)
def test_each_rule_speaks_at_its_field(space, reader, given, field):
    assert set(problems(space, reader, wish(**given))) == {field}
    assert not Booking.objects.exists()


def test_several_problems_are_told_at_once(space, reader):
    space.bookable_by = BookableBy.GROUPS
    space.save()
    assert set(problems(space, reader, wish(7, 8, people=9))) == {"start", "people", "group"}


@pytest.mark.parametrize("who", [BookableBy.NOBODY, BookableBy.STAFF])
def test_what_readers_cannot_book_says_so(space, reader, who):
    Space.objects.update(bookable_by=who)
    assert set(problems(space, reader, wish())) == {""}


def test_hidden_rooms_cannot_be_booked(space, reader):
    Space.objects.update(is_active=False)
    assert set(problems(space, reader, wish())) == {""}


def test_a_group_says_which_one_it_is(space, reader):
    Space.objects.update(bookable_by=BookableBy.GROUPS)
    booking = services.request(space, reader=reader, wish=wish(group="史家胡同读书会"))
    assert booking.group == "史家胡同读书会"


def test_a_room_may_want_some_people(space, reader):
    rules(space, min_people=3, max_people=6)
    assert set(problems(space, reader, wish(people=2))) == {"people"}
    assert set(problems(space, reader, wish(people=7))) == {"people"}
    assert services.request(space, reader=reader, wish=wish(people=6)).pk


def test_bookings_open_and_close_to_the_minute(space, reader):
    rules(space, lead_hours=2, horizon_days=7)
    today, last = dt.date(2026, 3, 1), dt.date(2026, 3, 8)
    assert problems(space, reader, wish(9, 10, day=today))["start"]
    assert services.request(space, reader=reader, wish=wish(10, 11, day=today)).pk
    assert services.request(space, reader=reader, wish=wish(16, 17, day=last)).pk
    assert problems(space, reader, wish(9, 10, day=last + dt.timedelta(days=1)))["start"]


def test_the_library_s_closed_days_close_its_rooms(space, reader):
    ExceptionalDayFactory(library=space.library, date=DAY)
    assert problems(space, reader, wish())["start"]
    ClosureDayFactory(date=DAY + dt.timedelta(days=1), kind="closed")
    assert problems(space, reader, wish(day=DAY + dt.timedelta(days=1)))["start"]


def test_a_room_may_have_hours_of_its_own(space, reader):
    SpaceHours.objects.create(
        space=space, weekday=DAY.weekday(), opens=dt.time(18), closes=dt.time(20)
    )
    assert problems(space, reader, wish(10, 11))["start"]
    assert services.request(space, reader=reader, wish=wish(18, 19)).pk
    ExceptionalDayFactory(library=space.library, date=DAY + dt.timedelta(days=7))
    assert problems(space, reader, wish(18, 19, day=DAY + dt.timedelta(days=7)))["start"]


@pytest.mark.parametrize(
    ("minutes", "is_right"), [(60, True), (90, True), (180, True), (30, False), (240, False)]
)
def test_a_free_length_keeps_within_its_limits(space, reader, minutes, is_right):
    rules(space, mode=TimeMode.FREE, slot_minutes=30, min_minutes=60, max_minutes=180)
    start = local(DAY, 10, 30)
    given = Wish(start=start, end=start + dt.timedelta(minutes=minutes))
    if is_right:
        assert services.request(space, reader=reader, wish=given).end == given.end
    else:
        assert set(problems(space, reader, given)) == {"start"}


def test_a_free_length_begins_at_a_time_on_offer(space, reader):
    rules(space, mode=TimeMode.FREE, slot_minutes=30)
    start = local(DAY, 10, 10)
    given = Wish(start=start, end=start + dt.timedelta(hours=1))
    assert set(problems(space, reader, given)) == {"start"}


@pytest.mark.parametrize(
    ("limit", "same", "next_one"),
    [
        # Monday 2 March to Sunday 8 March are a week, the 31st is still March.
        ("per_day", DAY, dt.date(2026, 3, 4)),
        ("per_week", dt.date(2026, 3, 8), dt.date(2026, 3, 9)),
        ("per_month", dt.date(2026, 3, 31), dt.date(2026, 4, 1)),
    ],
)
def test_limits_count_by_local_days_weeks_and_months(space, reader, limit, same, next_one):
    rules(space, **{limit: 1}, horizon_days=60)
    services.request(space, reader=reader, wish=wish(9, 10))
    assert set(problems(space, reader, wish(16, 17, day=same))) == {"start"}
    assert services.request(space, reader=reader, wish=wish(9, 10, day=next_one)).pk
    assert services.request(space, reader=ReaderFactory(), wish=wish(16, 17, day=same)).pk


def test_the_first_hours_of_a_local_day_belong_to_it(reader):
    """0:30 in Shanghai is the day before in UTC."""
    space = SpaceFactory(library=open_library(0, 24), rules=SpaceRulesFactory(per_day=1))
    services.request(space, reader=reader, wish=wish(0, 1))
    assert problems(space, reader, wish(22, 23))
    assert services.request(
        space, reader=reader, wish=wish(22, 23, day=DAY - dt.timedelta(days=1))
    ).pk


def test_limits_count_over_all_rooms_of_the_rules_and_not_what_was_given_back(space, reader):
    rules(space, per_day=1)
    other = SpaceFactory(library=space.library, rules=space.rules)
    booking = services.request(space, reader=reader, wish=wish(9, 10))
    assert problems(other, reader, wish(12, 13))
    services.cancel(booking)
    assert services.request(other, reader=reader, wish=wish(12, 13)).pk


def test_any_free_seat_is_found_until_none_is_left(reader):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    seats = [SeatFactory(space=space), SeatFactory(space=space)]
    SeatFactory(space=space, is_active=False)
    given = [services.request(space, reader=ReaderFactory(), wish=wish()).seat for _ in seats]
    assert given == seats
    assert problems(space, reader, wish())["start"]


def test_a_seat_can_be_chosen_and_is_said_to_be_taken(reader):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    seat, other = SeatFactory(space=space), SeatFactory(space=space)
    booking = services.request(space, reader=ReaderFactory(), wish=wish(seat=other))
    assert (booking.seat, booking.kind) == (other, BookingKind.SEAT)
    assert set(problems(space, reader, wish(seat=other))) == {"seat"}
    assert services.request(space, reader=reader, wish=wish(seat=seat)).seat == seat


def test_a_seat_of_another_room_is_not_given(reader):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    SeatFactory(space=space)
    assert set(problems(space, reader, wish(seat=SeatFactory()))) == {"seat"}


def test_a_book_club_finds_its_copies(space, reader):
    assert set(problems(space, reader, wish(is_book_club=True))) == {""}
    Space.objects.update(takes_book_clubs=True)
    record = RecordFactory(title="城南旧事")
    booking = services.request(
        space, reader=reader, wish=wish(is_book_club=True, record=record, copies=12)
    )
    assert booking.kind == BookingKind.BOOK_CLUB
    copies = booking.copy_sets.get()
    assert (copies.record, copies.title, copies.copies) == (record, "城南旧事", 12)
    services.set_copies_ready(booking)
    assert booking.copy_sets.get().is_ready


def test_a_booking_can_be_given_back_until_its_deadline(space, reader):
    rules(space, cancel_hours=24)
    booking = services.request(space, reader=reader, wish=wish(10, 11))
    with time_machine.travel(local(DAY, 10) - dt.timedelta(hours=24), tick=False):
        assert not booking.can_be_cancelled
        with pytest.raises(BookingError):
            services.cancel(booking)
    assert services.cancel(booking).status == Status.CANCELLED
    with pytest.raises(BookingError):
        services.cancel(booking)
    assert letters() == ["spaces/approved", "spaces/given_back"]
    assert services.request(space, reader=ReaderFactory(), wish=wish(10, 11)).pk


def test_a_booking_moves_within_its_room(space, reader):
    rules(space, padding_after=30, per_day=1)
    booking = services.request(space, reader=reader, wish=wish(10, 11))
    moved = services.move(booking, start=local(DAY, 11), end=local(DAY, 12))
    assert (moved.start, moved.blocked_until) == (local(DAY, 11), local(DAY, 12, 30))
    assert moved.sequence == 1
    assert letters() == ["spaces/approved", "spaces/moved"]


def test_a_booking_does_not_move_onto_another(space, reader):
    booking = services.request(space, reader=reader, wish=wish(10, 11))
    services.request(space, reader=ReaderFactory(), wish=wish(12, 13))
    with pytest.raises(TakenError):
        services.move(booking, start=local(DAY, 12), end=local(DAY, 13))
    with pytest.raises(BookingError):
        services.move(booking, start=local(DAY, 7), end=local(DAY, 8))
    booking.refresh_from_db()
    assert booking.start == local(DAY, 10)


def test_moving_asks_for_approval_again(space, reader, staff):
    rules(space, needs_approval=True)
    booking = services.request(space, reader=reader, wish=wish(10, 11))
    services.approve(booking, staff=staff)
    moved = services.move(booking, start=local(DAY, 12), end=local(DAY, 13))
    assert moved.status == Status.REQUESTED


def test_a_reader_cannot_move_what_has_begun_but_staff_can(space, reader, staff):
    booking = services.request(space, reader=reader, wish=wish(10, 11))
    with time_machine.travel(local(DAY, 10, 30), tick=False):
        with pytest.raises(BookingError):
            services.move(booking, start=local(DAY, 12), end=local(DAY, 13))
        moved = services.move(booking, start=local(DAY, 7), end=local(DAY, 8), staff=staff)
    assert moved.start == local(DAY, 7)


def test_a_seat_moves_to_any_free_seat_asked_for(reader):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    seat, other = SeatFactory(space=space), SeatFactory(space=space)
    booking = services.request(space, reader=reader, wish=wish(seat=seat))
    moved = services.move(booking, start=local(DAY, 10), end=local(DAY, 11), seat=other)
    assert moved.seat == other


def test_staff_book_for_somebody_without_an_account(space, staff):
    rules(space, per_day=1, needs_approval=True)
    booking = services.book_for(
        space, staff=staff, wish=wish(10, 12), holder="王老师", phone="010-0000"
    )
    assert (booking.status, booking.holder, booking.made_by) == ("approved", "王老师", staff)
    assert letters() == []
    with pytest.raises(TakenError):
        services.book_for(space, staff=staff, wish=wish(11, 12))


def test_staff_book_a_seat_for_a_reader(reader, staff):
    seat = SeatFactory(space__library=open_library())
    booking = services.book_for(seat.space, staff=staff, wish=wish(), reader=reader)
    assert (booking.seat, booking.reader) == (seat, reader)
    assert letters() == ["spaces/approved"]


def test_a_closed_room_takes_nobody(space, reader, staff):
    rules(space, padding_after=15)
    block = services.block(
        space, staff=staff, start=local(DAY, 9), end=local(DAY, 12), reason="检修"
    )
    assert (block.blocked_from, block.blocked_until) == (block.start, block.end)
    assert problems(space, reader, wish(10, 11))["start"]
    assert services.request(space, reader=reader, wish=wish(12, 13)).pk


def test_a_closed_seat_leaves_the_others(reader, staff):
    space = SpaceFactory(kind=SpaceKind.STUDY, library=open_library())
    seat, other = SeatFactory(space=space), SeatFactory(space=space)
    services.block(space, seat=seat, staff=staff, start=local(DAY, 9), end=local(DAY, 12))
    assert services.request(space, reader=reader, wish=wish()).seat == other


def test_bookings_of_one_reader_are_not_another_s(space, reader):
    booking = services.request(space, reader=reader, wish=wish())
    assert list(Booking.objects.for_reader(reader)) == [booking]
    assert list(Booking.objects.for_reader(ReaderFactory())) == []


def test_what_is_over_is_not_upcoming(space):
    old = BookingFactory(space=space, start=local(dt.date(2026, 2, 20), 10))
    assert list(Booking.objects.upcoming()) == []
    assert old.is_over
