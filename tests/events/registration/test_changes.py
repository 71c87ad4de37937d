"""Cancelling, moving up, offers, changing who comes."""

import datetime as dt

import pytest

from events.models import Occurrence
from events.places.enums import Status
from events.registration import selectors, services
from events.registration.errors import NotOpenError, RegistrationError
from events.registration.models import Registration
from portal.notify.models import Message
from tests.factories.registration import PriorityGroupFactory, course, enter, event, family

pytestmark = pytest.mark.django_db


def statuses(*registrations: Registration) -> list[str]:
    for registration in registrations:
        registration.refresh_from_db()
    return [registration.status for registration in registrations]


def people() -> int:
    return Occurrence.objects.get().people


def keys() -> set[str]:
    return {key.split(":", 2)[2] for key in Message.objects.values_list("key", flat=True)}


def test_who_waits_first_moves_up():
    pool = event(capacity=2, offer_hours=0)
    first, second, third = enter(pool, adults=2), enter(pool), enter(pool)
    services.cancel(first)
    assert statuses(first, second, third) == ["cancelled", "confirmed", "confirmed"]
    assert people() == 2
    assert keys() == {"received", "cancelled", "moved-up"}


def test_family_of_four_is_not_split_nor_overtaken():
    pool = event(capacity=5, offer_hours=0)
    two, three = enter(pool, adults=2), enter(pool, adults=3)
    four, one = enter(pool, adults=4), enter(pool)
    services.cancel(three)
    assert statuses(four, one) == ["waiting", "waiting"]
    services.cancel(two)
    assert statuses(four, one) == ["confirmed", "confirmed"]
    assert people() == 5


def test_smaller_party_keeps_its_place_and_moves_up():
    pool = event(capacity=3, offer_hours=0)
    enter(pool)
    reader = family((2020, 1), (2021, 1))
    waiting = enter(pool, reader, members=reader.family.all(), adults=1)
    behind = enter(pool)
    services.change_party(waiting, members=reader.family.all()[:1], adults=1)
    assert statuses(waiting, behind) == ["confirmed", "waiting"]
    assert waiting.attendees.count() == waiting.people == 2
    assert people() == 3


def test_larger_party_goes_to_the_end_of_the_list():
    pool = event(capacity=1)
    enter(pool)
    first, second = enter(pool), enter(pool)
    services.change_party(first, adults=2)
    assert [selectors.position(first), selectors.position(second)] == [2, 1]


def test_party_with_places_grows_only_into_free_places():
    pool = event(capacity=3)
    first = enter(pool)
    services.change_party(first, adults=3)
    assert people() == 3
    with pytest.raises(RegistrationError) as refusal:
        services.change_party(first, adults=4)
    assert refusal.value.field == "party"
    assert people() == 3
    assert first.attendees.count() == 3


def test_change_is_checked_like_a_registration():
    first = enter(event(party_max=2))
    with pytest.raises(RegistrationError):
        services.change_party(first, adults=3)


def test_who_stays_keeps_the_row_of_attendance():
    pool = event()
    reader = family((2020, 1), (2021, 1))
    registration = enter(pool, reader, members=reader.family.all(), adults=1)
    kept = registration.attendees.get(member=reader.family.first())
    services.change_party(registration, members=[reader.family.first()], adults=2)
    assert kept in registration.attendees.all()
    assert registration.attendees.count() == 3


def test_offer_holds_the_place_and_can_be_accepted():
    pool = event(capacity=1, offer_hours=24)
    first, second = enter(pool), enter(pool)
    services.cancel(first)
    assert statuses(second) == ["offered"]
    assert second.offered_until == dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    assert people() == 1
    assert enter(pool).status == Status.WAITING
    services.accept(second)
    assert statuses(second) == ["confirmed"]


def test_declined_offer_goes_to_the_next_and_never_returns():
    pool = event(capacity=1)
    first, second, third = enter(pool), enter(pool), enter(pool)
    services.cancel(first)
    services.decline(second)
    assert statuses(second, third) == ["declined", "offered"]
    services.decline(third)
    assert statuses(first, second, third) == ["cancelled", "declined", "declined"]
    assert people() == 0
    with pytest.raises(RegistrationError):
        services.accept(second)


def test_expired_offer_goes_to_the_next(clock):
    pool = event(capacity=1, offer_hours=2)
    first, second, third = enter(pool), enter(pool), enter(pool)
    services.cancel(first)
    clock.shift(dt.timedelta(hours=2))
    with pytest.raises(RegistrationError):
        services.accept(second)
    assert services.run_due().expired == 1
    assert statuses(second, third) == ["expired", "offered"]
    assert services.run_due().expired == 0


def test_offer_never_outlasts_the_beginning(clock):
    pool = event(capacity=1, offer_hours=48)
    first, second = enter(pool), enter(pool)
    clock.move_to(pool.starts_at - dt.timedelta(hours=1))
    services.cancel(first)
    second.refresh_from_db()
    assert second.offered_until == pool.starts_at


def test_who_cancelled_may_come_again_at_the_end():
    pool = event(capacity=1, offer_hours=0)
    first, second = enter(pool), enter(pool)
    reader = second.reader
    services.cancel(second)
    third = enter(pool)
    again = enter(pool, reader)
    services.cancel(first)
    assert statuses(second, third, again) == ["cancelled", "confirmed", "waiting"]


def test_ended_registration_cannot_be_cancelled_again():
    first = enter(event())
    services.cancel(first)
    with pytest.raises(RegistrationError):
        services.cancel(first)
    assert people() == 0


def test_nobody_changes_a_party_after_the_beginning(clock):
    first = enter(event())
    clock.shift(dt.timedelta(days=10, minutes=5))
    with pytest.raises(NotOpenError):
        services.change_party(first, adults=2)


def test_more_places_let_people_move_up():
    pool = event(capacity=1, offer_hours=0)
    _first, second = enter(pool), enter(pool)
    services.set_capacity(pool, 2)
    assert statuses(second) == ["confirmed"]
    with pytest.raises(RegistrationError):
        services.set_capacity(pool, None)
    services.cancel(second)
    services.set_capacity(pool, None)
    pool.refresh_from_db()
    assert (pool.capacity, pool.own_capacity) == (1, None)


def test_fewer_places_than_are_taken_are_refused():
    pool = event(capacity=3)
    enter(pool, adults=2)
    with pytest.raises(RegistrationError, match="2"):
        services.set_capacity(pool, 1)
    pool.refresh_from_db()
    assert (pool.capacity, pool.own_capacity) == (3, None)


def test_kept_places_become_free_for_all_in_time(clock):
    pool = event(capacity=3, reserved_places=2, reserved_release_hours=24, offer_hours=0)
    pool.terms.priority_groups.add(PriorityGroupFactory())
    enter(pool)
    waiting = enter(pool)
    clock.move_to(pool.starts_at - dt.timedelta(hours=24))
    assert services.run_due().released == 1
    assert statuses(waiting) == ["confirmed"]
    services.sync(pool.terms.translation_key)
    pool.refresh_from_db()
    assert pool.reserved == 0


def test_nobody_moves_up_on_a_cancelled_date():
    pool = event(capacity=1, offer_hours=0)
    first, second = enter(pool), enter(pool)
    Occurrence.objects.update(state="cancelled")
    services.cancel(first)
    assert statuses(first, second) == ["cancelled", "waiting"]


def test_course_gives_places_back_on_all_coming_dates(clock):
    pool = course(capacity=2)
    first = enter(pool, adults=2)
    clock.shift(dt.timedelta(days=8))
    services.cancel(first)
    assert list(Occurrence.objects.order_by("start").values_list("people", flat=True)) == [2, 0, 0]
