"""Staff: on behalf of others, at the door, ticks, head-counts, pauses."""

import datetime as dt

import pytest

from events.models import Occurrence
from events.places.enums import Status
from events.registration import selectors, services
from events.registration.enums import Channel, Presence
from events.registration.errors import FullError, NotOpenError, RegistrationError
from events.registration.models import Attendance, Pause, Registration
from portal.core.models import Library
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.registration import course, enter, event, family

pytestmark = pytest.mark.django_db


def people() -> int:
    return Occurrence.objects.get().people


def test_staff_register_somebody_who_rings():
    pool = event(registration="staff_only", adults_min=3)
    registration = services.register_by_staff(
        pool, channel=Channel.PHONE, name="王阿姨", phone="6401 0000", adults=1, children=2
    )
    assert (registration.status, registration.people) == (Status.CONFIRMED, 3)
    assert registration.attendees.get(category="adult").name == "王阿姨"
    assert people() == 3
    assert list(selectors.without_account(pool.occurrence)) == [registration]


def test_staff_do_not_jump_the_queue():
    pool = event(capacity=1)
    enter(pool)
    row = services.register_by_staff(pool, channel=Channel.DESK, name="李", adults=1)
    assert row.status == Status.WAITING


@pytest.mark.parametrize(
    ("party", "field"), [({"name": "李"}, "party"), ({"adults": 1}, "contact_name")]
)
def test_staff_must_say_who_comes(party, field):
    with pytest.raises(RegistrationError) as refusal:
        services.register_by_staff(event(), channel=Channel.DESK, **party)
    assert refusal.value.field == field


def test_staff_register_for_a_reader_with_the_children_of_the_right_age():
    pool = event(min_age=3, max_age=6)
    reader = family((2021, 1))
    row = services.register_by_staff(
        pool, channel=Channel.DESK, reader=reader, members=reader.family.all(), adults=1
    )
    assert (row.reader, row.contact_name) == (reader, "")
    young = family((2025, 1))
    with pytest.raises(RegistrationError):
        services.register_by_staff(
            pool, channel=Channel.DESK, reader=young, members=young.family.all()
        )


def test_staff_enter_somebody_for_a_draw():
    pool = event(registration="draw")
    row = services.register_by_staff(pool, channel=Channel.DESK, name="李", adults=1)
    assert row.status == Status.ENTERED


def test_nobody_is_registered_after_the_end(clock):
    pool = event()
    clock.shift(dt.timedelta(days=11))
    with pytest.raises(NotOpenError):
        services.register_by_staff(pool, channel=Channel.DESK, name="李", adults=1)


def test_who_walks_in_has_come_and_takes_a_free_place():
    pool = event(capacity=4)
    enter(pool)
    enter(pool, adults=4)
    user = UserFactory()
    row = services.walk_in(pool.occurrence, by=user, adults=1, children=2, key="tap-1")
    assert services.walk_in(pool.occurrence, by=user, adults=1, children=2, key="tap-1") == row
    assert (row.status, row.channel) == (Status.CONFIRMED, "walk_in")
    assert people() == 4
    assert Attendance.objects.filter(state=Presence.CAME, by=user).count() == 3
    assert selectors.attended(pool.occurrence).count() == 3
    with pytest.raises(FullError):
        services.walk_in(pool.occurrence, by=user, adults=1)


def test_who_walks_in_uses_kept_places_last():
    pool = event(capacity=3, reserved_places=2)
    row = services.walk_in(pool.occurrence, by=None, adults=2)
    row.refresh_from_db()
    assert row.reserved == 1


@pytest.mark.parametrize("party", [{}, {"adults": 0, "children": 0}])
def test_nobody_walks_in_as_nobody(party):
    with pytest.raises(RegistrationError):
        services.walk_in(event().occurrence, by=None, **party)


def test_who_walks_into_a_course_has_come_today_and_has_a_place_for_all_of_it():
    pool = course(dates=3, capacity=3)
    enter(pool)
    first, *others = pool.series.occurrences.order_by("start")
    row = services.walk_in(first, by=None, adults=1, children=1, name="王家", key="tap")
    assert services.walk_in(first, by=None, adults=1, children=1, name="王家", key="tap") == row
    assert (row.pool, row.status, row.people) == (pool, Status.CONFIRMED, 2)
    assert selectors.attended(first).count() == 2
    assert [selectors.attended(other).count() for other in others] == [0, 0]
    assert {date.people for date in pool.series.occurrences.all()} == {3}
    with pytest.raises(FullError):
        services.walk_in(others[0], by=None, adults=1)


def test_nobody_walks_in_where_nobody_registers():
    pool = event()
    pool.delete()
    with pytest.raises(RegistrationError):
        services.walk_in(pool.occurrence, by=None, adults=1)


def test_tick_can_be_repeated_and_taken_back():
    registration = enter(event())
    head = registration.attendees.get()
    occurrence = registration.pool.occurrence
    for _ in range(2):
        services.mark(head, occurrence, Presence.CAME)
    services.mark(head, occurrence, Presence.NO_SHOW)
    assert Attendance.objects.get().state == Presence.NO_SHOW
    services.mark(head, occurrence, None)
    assert Attendance.objects.get().state == ""


def test_nobody_is_ticked_at_a_date_of_others():
    head = enter(event()).attendees.get()
    with pytest.raises(RegistrationError):
        services.mark(head, event().occurrence, Presence.CAME)


def test_member_of_a_course_is_ticked_at_each_date():
    pool = course(dates=2)
    head = enter(pool).attendees.get()
    for occurrence in pool.series.occurrences.all():
        services.mark(head, occurrence, Presence.CAME)
    assert Attendance.objects.count() == 2


def test_not_counted_is_not_nobody():
    occurrence = event().occurrence
    assert services.count_heads(occurrence, children=None, adults=0).children is None
    count = services.count_heads(occurrence, children=12, adults=0)
    assert (count.children, count.adults) == (12, 0)


def stay_away(reader, days: int, **terms) -> None:
    pool = event(days=days, **terms)
    enter(pool, reader)
    services.close(pool.occurrence)


def test_who_stays_away_three_times_is_paused():
    reader = ReaderFactory()
    stay_away(reader, 3)
    stay_away(reader, 4)
    assert not Pause.objects.exists()
    stay_away(reader, 5)
    pause = reader.pauses.get()
    assert pause.until == dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
    assert "3" in pause.reason


def test_who_came_in_part_has_come():
    reader = ReaderFactory()
    for days in (3, 4, 5):
        pool = event(days=days)
        registration = enter(pool, reader, adults=2)
        services.mark(registration.attendees.first(), pool.occurrence, Presence.CAME)
        assert services.close(pool.occurrence) == 1
    assert not Pause.objects.exists()


def test_event_without_the_rule_counts_nobody():
    reader = ReaderFactory()
    for days in (3, 4, 5):
        stay_away(reader, days, no_show_rule=False)
    assert not Pause.objects.exists()


def test_lifted_pause_is_lifted_and_old_absences_are_forgotten(clock):
    reader = ReaderFactory()
    for days in (3, 4, 5):
        stay_away(reader, days)
    clock.shift(dt.timedelta(days=6))
    services.lift_pause(reader.pauses.get(), by=UserFactory())
    assert not Pause.objects.in_force().exists()
    stay_away(reader, 3)
    assert reader.pauses.count() == 1


def test_rows_are_scoped_by_library():
    here, there = LibraryFactory(), LibraryFactory()
    pool = event(library=here)
    Occurrence.objects.update(library=here)
    registration = enter(pool)
    of = Registration.objects.for_libraries
    assert list(of([here.pk])) == [registration]
    assert list(of([there.pk])) == []
    assert list(of(None)) == [registration]
    assert Library.objects.count() == 2


def test_roster_has_places_first_and_the_queue_in_order(django_assert_num_queries):
    pool = event(capacity=1)
    rows = [enter(pool) for _ in range(3)]
    with django_assert_num_queries(2):
        assert [(r, [h.name for h in r.attendees.all()]) for r in selectors.active(pool.occurrence)]
    assert list(selectors.active(pool.occurrence)) == rows


def test_pools_of_many_dates_take_one_query(django_assert_num_queries):
    single = event()
    for _ in range(2):
        course(dates=2)
    dates = list(Occurrence.objects.select_related("series"))
    with django_assert_num_queries(1):
        assert set(selectors.pools_of(dates)) == {row.pk for row in dates}
    assert selectors.pool_of(single.occurrence.uid) == single
