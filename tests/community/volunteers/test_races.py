"""Many at once on PostgreSQL, with real threads."""

import datetime as dt
import time
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from community.volunteers import services
from community.volunteers.errors import OverlapError, VolunteerError
from community.volunteers.models import HoursEntry, Shift, SignUp, Volunteer
from events.places.enums import Status
from tests.events.registration.crowd import at_once
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, VolunteerFactory, sign_up

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _clock(settings):
    """Threads need the time as it is; letters are for another day."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}
    }


def fresh(shift: Shift) -> Shift:
    return Shift.objects.detailed().get(pk=shift.pk)


def people(number: int) -> list[Volunteer]:
    rows = [VolunteerFactory() for _ in range(number)]
    return list(
        Volunteer.objects.select_related("reader", "member").filter(pk__in=[r.pk for r in rows])
    )


def test_five_at_once_for_three_places():
    """Three are in, two wait in order; ten times over."""
    for _ in range(10):
        shift = ShiftFactory(capacity=3)
        jobs = [partial(services.sign_up, fresh(shift), person) for person in people(5)]
        assert at_once(jobs, clients=5) == []
        rows = SignUp.objects.filter(pool=shift)
        assert rows.filter(status=Status.CONFIRMED).count() == 3
        assert list(rows.queue().values_list("order", flat=True)) == [1, 2]
        shift.refresh_from_db()
        assert (shift.taken, shift.waiting) == (3, 2)


def test_without_the_counter_places_are_given_twice():
    """The race is real: counting first and writing afterwards gives more than there are."""
    given = []
    for _ in range(10):
        shift = ShiftFactory(capacity=3)

        def naive(person, shift=shift):
            with transaction.atomic():
                taken = SignUp.objects.filter(pool=shift, status=Status.CONFIRMED).count()
                time.sleep(0.01)
                if taken < 3:
                    SignUp.objects.create(
                        pool=shift,
                        volunteer=person,
                        people=1,
                        status=Status.CONFIRMED,
                        starts_at=shift.starts_at,
                        ends_at=shift.ends_at,
                    )

        at_once([partial(naive, person) for person in people(5)], clients=5)
        given.append(SignUp.objects.filter(pool=shift).count())
    assert max(given) > 3


def test_one_person_and_two_shifts_at_the_same_time():
    for _ in range(5):
        (person,) = people(1)
        start = timezone.now() + dt.timedelta(days=9)
        shifts = [ShiftFactory(starts_at=start), ShiftFactory(starts_at=start)]
        jobs = [partial(services.sign_up, fresh(shift), person) for shift in shifts]
        errors = at_once(jobs, clients=2)
        assert [type(error) for error in errors] == [OverlapError]
        assert SignUp.objects.filter(volunteer=person).count() == 1


def test_the_exclusion_alone_keeps_one_person_in_one_place():
    (person,) = people(1)
    shift = ShiftFactory()
    sign_up(shift, person)
    other = ShiftFactory(starts_at=shift.starts_at)
    row = SignUp(
        pool=other,
        volunteer=person,
        people=1,
        status=Status.CONFIRMED,
        starts_at=other.starts_at,
        ends_at=other.ends_at,
    )
    with pytest.raises(Exception, match="signup_not_in_two_places"), transaction.atomic():
        row.save()


def test_a_limit_a_week_holds_from_two_windows():
    for _ in range(5):
        (person,) = people(1)
        task = OpportunityFactory(week_limit=1)
        monday = timezone.localtime() + dt.timedelta(days=14 - timezone.localtime().weekday())
        shifts = [
            ShiftFactory(opportunity=task, starts_at=monday + dt.timedelta(days=days))
            for days in (0, 2)
        ]
        jobs = [partial(services.sign_up, fresh(shift), person) for shift in shifts]
        assert [type(error) for error in at_once(jobs, clients=2)] == [VolunteerError]
        assert SignUp.objects.filter(volunteer=person).count() == 1


def test_two_take_over_one_place():
    for _ in range(5):
        shift = ShiftFactory(capacity=1)
        swap = services.offer(sign_up(shift))
        jobs = [partial(services.take_over, swap, person) for person in people(2)]
        assert [type(error) for error in at_once(jobs, clients=2)] == [VolunteerError]
        shift.refresh_from_db()
        assert shift.taken == SignUp.objects.filter(pool=shift).holding().count() == 1


def test_storm_of_coming_and_going():
    """Signing up, giving back, more places and another time: counters stay true, nobody waits
    beside a free place.
    """
    shift = ShiftFactory(capacity=4)
    signups = [sign_up(shift) for _ in range(8)]
    jobs = [partial(services.release, row) for row in signups]
    jobs += [partial(services.sign_up, fresh(shift), person) for person in people(12)]
    jobs += [partial(services.set_capacity, shift, number) for number in (5, 6)]
    start = shift.starts_at + dt.timedelta(hours=1)
    jobs += [partial(services.move, shift, starts_at=start, ends_at=start + dt.timedelta(hours=2))]
    errors = at_once(jobs, clients=8)
    assert [error for error in errors if not isinstance(error, VolunteerError)] == []
    shift.refresh_from_db()
    rows = SignUp.objects.filter(pool=shift)
    assert shift.taken == rows.holding().count()
    assert shift.waiting == rows.queue().count()
    assert not shift.waiting or shift.taken == shift.capacity
    assert set(rows.active().values_list("starts_at", flat=True)) == {start}


def test_the_ledger_under_many_hands():
    shift = ShiftFactory(capacity=1)
    row = sign_up(shift)
    past = timezone.now() - dt.timedelta(hours=1)
    Shift.objects.filter(pk=shift.pk).update(starts_at=past)
    jobs = [
        partial(services.correct, row, minutes, reason="更正", by=None)
        for minutes in range(10, 200, 10)
    ]
    jobs += [partial(services.undo, row), partial(services.check_in, row)] * 5
    assert at_once(jobs, clients=8) == []
    row.refresh_from_db()
    assert HoursEntry.objects.filter(signup=row).total() == row.minutes
