"""Planning, moving and calling off; shifts follow their events."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.volunteers import services
from community.volunteers.enums import EndReason, ShiftState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp
from events import services as schedule
from events.places.enums import Status
from portal.notify.models import Message
from tests.factories.events import OccurrenceFactory
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, VolunteerFactory, sign_up

HOUR = dt.timedelta(hours=1)


def of_event(**fields) -> Shift:
    date = OccurrenceFactory(start=timezone.now() + dt.timedelta(days=10))
    task = OpportunityFactory()
    return services.plan_for_date(
        task, date, **{"capacity": 3, "minutes_before": 30, "minutes_after": 15, **fields}
    )


def test_a_free_shift():
    start = timezone.now() + dt.timedelta(days=2)
    shift = services.plan(
        OpportunityFactory(waiting_limit=4), starts_at=start, ends_at=start + HOUR, capacity=2
    )
    assert (shift.minutes, shift.missing, shift.waiting_limit) == (60, 2, 4)


@pytest.mark.parametrize("hours", [0, -1, 17])
def test_a_shift_has_a_sensible_length(hours):
    start = timezone.now() + dt.timedelta(days=2)
    with pytest.raises(VolunteerError):
        services.plan(
            OpportunityFactory(), starts_at=start, ends_at=start + hours * HOUR, capacity=2
        )


def test_the_database_wants_places_and_an_end(shift):
    for values in ({"capacity": 0}, {"capacity": None}, {"ends_at": shift.starts_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Shift.objects.filter(pk=shift.pk).update(**values)


def test_the_shift_of_an_event_begins_before_it():
    shift = of_event()
    assert shift.occurrence.start - shift.starts_at == dt.timedelta(minutes=30)
    assert shift.ends_at - shift.occurrence.end == dt.timedelta(minutes=15)
    with pytest.raises(VolunteerError):
        services.plan_for_date(shift.opportunity, shift.occurrence, capacity=3)


def test_a_cancelled_event_is_told_to_everybody_once(django_capture_on_commit_callbacks):
    shift = of_event(capacity=1)
    rows = [sign_up(shift), sign_up(shift)]
    with django_capture_on_commit_callbacks(execute=True):
        schedule.cancel(shift.occurrence, note="停电")
    services.run_due()
    services.run_due()
    shift.refresh_from_db()
    assert (shift.state, shift.reason, shift.taken) == (ShiftState.CANCELLED, "停电", 0)
    for row in rows:
        row.refresh_from_db()
        assert row.end_reason == EndReason.CANCELLED
        assert Message.objects.filter(key=f"signup:{row.uid}:ended").count() == 1
    assert Message.objects.filter(template="volunteers/ended").count() == 2
    assert not Message.objects.filter(template="volunteers/moved_up").exists()


def test_a_date_that_takes_place_after_all_can_be_planned_anew():
    shift = of_event()
    services.cancel(shift)
    again = services.plan_for_date(shift.opportunity, shift.occurrence, capacity=5)
    assert (again.pk, again.state, again.capacity) == (shift.pk, ShiftState.PLANNED, 5)


def test_no_shift_for_a_cancelled_date():
    date = OccurrenceFactory(state="cancelled")
    with pytest.raises(VolunteerError):
        services.plan_for_date(OpportunityFactory(), date, capacity=1)


def test_the_clock_finds_events_that_were_moved():
    shift = of_event()
    row = sign_up(shift)
    later = shift.occurrence.start + 3 * HOUR
    schedule.change(shift.occurrence, start=later)
    assert services.run_due().followed == 1
    assert services.run_due().followed == 0
    shift.refresh_from_db()
    row.refresh_from_db()
    assert shift.starts_at == row.starts_at == later - dt.timedelta(minutes=30)
    assert Message.objects.filter(template="volunteers/moved").count() == 1


def test_who_has_another_shift_then_is_free_and_told():
    shift = ShiftFactory(capacity=1)
    person = VolunteerFactory()
    mine, waits = sign_up(shift, person), sign_up(shift)
    other = ShiftFactory(starts_at=shift.ends_at + HOUR)
    sign_up(other, person)
    services.move(shift, starts_at=other.starts_at, ends_at=other.ends_at)
    mine.refresh_from_db()
    waits.refresh_from_db()
    assert (mine.status, mine.end_reason) == (Status.CANCELLED, EndReason.OVERLAP)
    assert (waits.status, waits.starts_at) == (Status.CONFIRMED, other.starts_at)


def test_moving_a_cancelled_shift(shift):
    services.cancel(shift)
    with pytest.raises(VolunteerError):
        services.move(shift, starts_at=shift.starts_at + HOUR, ends_at=shift.ends_at + HOUR)


def test_more_places_let_those_who_wait_in(shift):
    rows = [sign_up(shift) for _ in range(5)]
    services.set_capacity(shift, 4)
    assert [SignUp.objects.get(pk=row.pk).status for row in rows] == [
        *["confirmed"] * 4,
        "waiting",
    ]
    with pytest.raises(VolunteerError):
        services.set_capacity(shift, 3)
    with pytest.raises(VolunteerError):
        services.set_capacity(shift, 0)


def test_weeks_ahead_are_looked_at_before_they_are_planned():
    shift = ShiftFactory(note="带手套")
    ShiftFactory(opportunity=shift.opportunity, starts_at=shift.starts_at + dt.timedelta(weeks=2))
    rows = services.drafts(shift, weeks=3)
    assert [row.is_known for row in rows] == [False, True, False]
    made = services.plan_many(shift, rows)
    assert [(row.starts_at - shift.starts_at).days for row in made] == [7, 21]
    assert {row.note for row in made} == {"带手套"}
    assert len(services.drafts(shift, weeks=500)) == 52
