"""Taking a shift, waiting, giving back: each rule and each exit."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.volunteers import services
from community.volunteers.enums import EndReason, OpportunityState, Stage
from community.volunteers.errors import FullError, NotYetError, OverlapError, VolunteerError
from community.volunteers.models import Shift, SignUp
from events.places.enums import Status
from portal.notify.models import Message
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.volunteers import (
    OpportunityFactory,
    ShiftFactory,
    VolunteerFactory,
    child,
    sign_up,
)

HOUR = dt.timedelta(hours=1)


def letters(signup) -> list[str]:
    rows = Message.objects.filter(key__startswith=f"signup:{signup.uid}:").order_by("pk")
    return [row.template for row in rows]


def test_five_for_three_places(shift):
    """Three are in, two wait in the order they came."""
    rows = [sign_up(shift) for _ in range(5)]
    assert [row.status for row in rows] == ["confirmed"] * 3 + ["waiting"] * 2
    assert [row.order for row in rows[3:]] == [1, 2]
    services.release(rows[0])
    assert [SignUp.objects.get(pk=row.pk).status for row in rows] == [
        *("cancelled", "confirmed", "confirmed", "confirmed", "waiting")
    ]
    assert letters(rows[3]) == ["volunteers/received", "volunteers/moved_up"]
    shift.refresh_from_db()
    assert (shift.taken, shift.waiting) == (3, 1)


def test_a_place_is_offered_and_goes_on_when_nobody_answers(clock):
    shift = ShiftFactory(capacity=1, opportunity__offer_hours=24)
    first, second, third = (sign_up(shift) for _ in range(3))
    services.release(first)
    second.refresh_from_db()
    assert second.status == Status.OFFERED
    clock.shift(dt.timedelta(hours=25))
    assert services.run_due().expired == 1
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.status, third.status) == (Status.EXPIRED, Status.OFFERED)
    services.accept(SignUp.objects.get(pk=third.pk))
    third.refresh_from_db()
    assert third.status == Status.CONFIRMED


def test_an_offer_declined_goes_to_the_next():
    shift = ShiftFactory(capacity=1, opportunity__offer_hours=24)
    first, second, third = (sign_up(shift) for _ in range(3))
    services.release(first)
    services.decline(SignUp.objects.get(pk=second.pk))
    third.refresh_from_db()
    assert third.status == Status.OFFERED


def test_a_full_list_is_full():
    shift = ShiftFactory(capacity=1, waiting_limit=1)
    sign_up(shift)
    sign_up(shift)
    with pytest.raises(FullError):
        sign_up(shift)
    assert SignUp.objects.count() == 2


def test_twice_for_the_same_shift(shift, person):
    sign_up(shift, person)
    with pytest.raises(VolunteerError):
        sign_up(shift, person)
    assert SignUp.objects.count() == 1


def test_two_shifts_at_the_same_time(shift, person):
    sign_up(shift, person)
    other = ShiftFactory(starts_at=shift.starts_at + HOUR)
    with pytest.raises(OverlapError):
        sign_up(other, person)
    after = ShiftFactory(starts_at=shift.ends_at)
    assert sign_up(after, person).status == Status.CONFIRMED


def test_the_database_refuses_to_have_one_person_in_two_places(shift, person):
    """Also where the look beforehand is left out, and for who only waits."""
    first = sign_up(shift, person)
    other = ShiftFactory(starts_at=shift.starts_at + HOUR)
    row = {
        "pool": other,
        "volunteer": person,
        "people": 1,
        "starts_at": other.starts_at,
        "ends_at": other.ends_at,
    }
    with pytest.raises(IntegrityError, match="signup_not_in_two_places"), transaction.atomic():
        SignUp.objects.create(**row, status=Status.CONFIRMED)
    with pytest.raises(IntegrityError, match="signup_not_in_two_places"), transaction.atomic():
        SignUp.objects.create(**row, status=Status.WAITING, order=1)
    SignUp.objects.create(**row, status=Status.CANCELLED)
    services.release(first)
    SignUp.objects.create(**row, status=Status.CONFIRMED)


def test_not_more_than_so_many_a_week(person):
    task = OpportunityFactory(week_limit=1)
    monday = timezone.localtime().replace(hour=10) + dt.timedelta(days=8)
    shifts = [
        ShiftFactory(opportunity=task, starts_at=monday + dt.timedelta(days=days))
        for days in (0, 6, 7)
    ]
    assert shifts[0].local_date.weekday() == 0
    sign_up(shifts[0], person)
    with pytest.raises(VolunteerError):
        sign_up(shifts[1], person)
    sign_up(shifts[2], person)


def test_the_window(shift, person):
    far = ShiftFactory(starts_at=timezone.now() + dt.timedelta(days=100))
    near = ShiftFactory(starts_at=timezone.now() + HOUR)
    draft = ShiftFactory(opportunity__state=OpportunityState.DRAFT)
    for row in (far, near, draft):
        with pytest.raises(VolunteerError):
            sign_up(row, person)
    assert services.assign(near, person).status == Status.CONFIRMED


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.APPROVED])
def test_only_who_is_approved(shift, stage):
    with pytest.raises(NotYetError):
        sign_up(shift, VolunteerFactory(stage=stage))


def test_approved_for_a_library_and_those_below_it(person):
    main = LibraryFactory()
    local = VolunteerFactory(library=main, is_network_wide=False)
    branch = ShiftFactory(opportunity__library=BranchFactory(parent=main))
    elsewhere = ShiftFactory(starts_at=timezone.now() + dt.timedelta(days=5))
    assert sign_up(branch, local).status == Status.CONFIRMED
    with pytest.raises(NotYetError):
        sign_up(elsewhere, local)


def test_some_tasks_need_a_talk(person):
    shift = ShiftFactory(opportunity__needs_interview=True)
    with pytest.raises(NotYetError):
        sign_up(shift, person)
    services.note_talk(person)
    assert sign_up(shift, person).status == Status.CONFIRMED


def test_a_volunteer_under_sixteen():
    """The age counts on the day of the shift."""
    shift = ShiftFactory(opportunity__min_age=16)
    with pytest.raises(NotYetError, match="16"):
        sign_up(shift, child(15))
    assert sign_up(shift, child(16)).status == Status.CONFIRMED


def test_a_minor_needs_the_consent_of_a_guardian(shift):
    shift.opportunity.min_age = 14
    young = child(15)
    young.reader.consents.update(withdrawn_at=timezone.now())
    with pytest.raises(NotYetError):
        services.sign_up(shift, young)


def test_the_youngest_come_with_a_parent():
    shift = ShiftFactory(opportunity__min_age=10)
    young = child(12)
    with pytest.raises(NotYetError) as refused:
        services.sign_up(shift, young)
    assert refused.value.field == "with_parent"
    assert services.sign_up(shift, young, with_parent=True).with_parent


def test_shifts_of_a_minor_end_with_the_consent():
    shift = ShiftFactory(opportunity__min_age=14)
    young = child(15)
    row = sign_up(shift, young)
    assert services.run_due().lapsed == 0
    young.reader.consents.update(withdrawn_at=timezone.now())
    assert services.run_due().lapsed == 1
    row.refresh_from_db()
    assert row.end_reason == EndReason.LEFT


def test_giving_back_late_is_told_to_the_staff(clock):
    shift = ShiftFactory(opportunity__release_hours=24)
    early, late = sign_up(shift), sign_up(shift)
    services.release(early)
    assert not Message.objects.filter(template="volunteers/staff_release").exists()
    clock.move_to(shift.starts_at - HOUR)
    services.release(late)
    late.refresh_from_db()
    assert late.was_late
    (letter,) = Message.objects.filter(template="volunteers/staff_release")
    assert letter.address == "desk@library.example"
    with pytest.raises(VolunteerError):
        services.release(late)


def test_staff_take_somebody_off(shift):
    row = sign_up(shift)
    services.take_off(row, note="请改到下周。")
    row.refresh_from_db()
    assert row.end_reason == EndReason.STAFF
    assert letters(row)[-1] == "volunteers/ended"


def test_assigning_never_overtakes(shift):
    for _ in range(4):
        sign_up(shift)
    row = services.assign(shift, VolunteerFactory())
    row.refresh_from_db()
    assert (row.status, row.order) == (Status.WAITING, 2)


def test_a_shift_that_was_just_cancelled(shift, person):
    """What the reader saw is stale; the row itself has the last word."""
    stale = Shift.objects.detailed().get(pk=shift.pk)
    services.cancel(shift)
    with pytest.raises(VolunteerError):
        services.sign_up(stale, person)
    assert SignUp.objects.count() == 0
