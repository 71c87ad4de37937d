"""The ledger: whatever happens at the door, its sums are the shifts that were helped.

PORTAL_TEST_OPERATIONS=10000 for the full size.
"""

import datetime as dt
import os

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from community.volunteers import services
from community.volunteers.enums import EntryKind, Mark
from community.volunteers.errors import VolunteerError
from community.volunteers.models import HoursEntry, SignUp
from tests.events.conftest import NOW
from tests.factories.volunteers import ShiftFactory, VolunteerFactory, sign_up

OPERATIONS = int(os.environ.get("PORTAL_TEST_OPERATIONS", "100"))
STEPS = 50


@pytest.fixture
def signup(clock, shift):
    """Signed up, and the shift has just begun."""
    row = sign_up(shift)
    clock.move_to(shift.starts_at)
    return row


def ledger(signup) -> list[tuple[str, int]]:
    return list(HoursEntry.objects.filter(signup=signup).values_list("kind", "minutes"))


def test_coming_and_going(clock, signup):
    services.check_in(signup)
    assert (signup.mark, ledger(signup)) == (Mark.CAME, [])
    clock.shift(dt.timedelta(minutes=95))
    services.check_out(signup)
    assert ledger(signup) == [("attended", 95)]
    services.check_out(signup)
    services.check_in(signup)
    assert ledger(signup) == [("attended", 95)]


def test_overtime_is_credited_for_an_hour_at_most(clock, signup):
    services.check_in(signup)
    clock.shift(dt.timedelta(hours=9))
    services.check_out(signup)
    assert signup.minutes == 180


def test_going_without_having_come(signup):
    with pytest.raises(VolunteerError):
        services.check_out(signup)


def test_a_correction_needs_a_reason_and_stays_beside_what_was(signup):
    services.check_in(signup)
    services.correct(signup, 120, reason="忘记签退", by=None)
    services.correct(signup, 90, reason="提前离开", by=None)
    assert ledger(signup) == [("correction", 120), ("correction", -30)]
    for minutes, reason in ((60, " "), (-1, "错"), (24 * 60 + 1, "错")):
        with pytest.raises(VolunteerError):
            services.correct(signup, minutes, reason=reason, by=None)


def test_taking_a_mark_back(clock, signup):
    services.check_in(signup)
    clock.shift(dt.timedelta(minutes=60))
    services.check_out(signup)
    services.undo(signup)
    assert ledger(signup) == [("attended", 60), ("correction", -60)]
    services.mark_no_show(signup)
    assert (signup.mark, len(ledger(signup))) == (Mark.NO_SHOW, 2)


def test_closing_the_list(signup):
    other, third = sign_up_again(signup), sign_up_again(signup)
    services.check_in(signup)
    services.check_in(other)
    assert services.close(signup.pool) == 1
    third.refresh_from_db()
    assert [ledger(row) for row in (signup, other, third)] == [
        [("attended", 120)],
        [("attended", 120)],
        [],
    ]
    assert third.mark == Mark.NO_SHOW
    assert services.close(signup.pool) == 0


def sign_up_again(signup) -> SignUp:
    row = services.assign(signup.pool, VolunteerFactory())
    return SignUp.objects.detailed().get(pk=row.pk)


def test_nothing_is_noted_before_it_begins(shift):
    row = sign_up(shift)
    for service in (services.check_in, services.mark_no_show, services.undo):
        with pytest.raises(VolunteerError):
            service(row)
    with pytest.raises(VolunteerError):
        services.close(shift)


def test_only_who_has_a_place(clock, shift):
    rows = [sign_up(shift) for _ in range(4)]
    clock.move_to(shift.starts_at)
    with pytest.raises(VolunteerError):
        services.check_in(rows[3])


def test_somebody_marked_is_not_given_back(signup):
    services.check_in(signup)
    with pytest.raises(VolunteerError):
        services.release(signup)


def test_entries_are_never_changed(signup):
    services.correct(signup, 60, reason="补录", by=None)
    entry = HoursEntry.objects.get()
    entry.minutes = 600
    for attempt in (
        entry.save,
        entry.delete,
        HoursEntry.objects.all().delete,
        lambda: HoursEntry.objects.update(minutes=600),
    ):
        with pytest.raises(VolunteerError):
            attempt()
    assert ledger(signup) == [("correction", 60)]


def test_the_database_keeps_the_rules_of_the_ledger(signup):
    for values in (
        {"minutes": 0, "kind": EntryKind.ATTENDED},
        {"minutes": 5, "kind": EntryKind.CORRECTION},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HoursEntry.objects.create(signup=signup, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.filter(pk=signup.pk).update(minutes=5)


class Ledger(RuleBasedStateMachine):
    """Staff and volunteers at the door in any order; beside it, hours are added up by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.now = self.clock.start()
        self.hours: dict[int, int] = {}
        self.came: dict[int, dt.datetime] = {}
        self.rows: list[SignUp] = []

    def teardown(self) -> None:
        self.clock.stop()

    @initialize()
    def begin(self) -> None:
        people = [VolunteerFactory() for _ in range(3)]
        shifts = [
            ShiftFactory(starts_at=timezone.now() + dt.timedelta(hours=4 + 3 * number))
            for number in range(2)
        ]
        self.rows = [sign_up(shift, person) for shift in shifts for person in people]
        self.hours = {row.pk: 0 for row in self.rows}
        self.now.move_to(shifts[0].starts_at)

    def attempt(self, service, row, *args, **options) -> bool:
        try:
            service(row, *args, **options)
        except VolunteerError:
            return False
        return True

    @rule(number=st.integers(0, 5))
    def comes(self, number) -> None:
        row = self.rows[number]
        was_there = SignUp.objects.get(pk=row.pk).mark == Mark.CAME
        if self.attempt(services.check_in, row) and not was_there:
            self.came[row.pk] = timezone.now()

    @rule(number=st.integers(0, 5))
    def goes(self, number) -> None:
        row = self.rows[number]
        has_left = SignUp.objects.get(pk=row.pk).left_at is not None
        if self.attempt(services.check_out, row) and not has_left:
            spent = timezone.now() - self.came[row.pk]
            self.hours[row.pk] = min(int(spent.total_seconds()) // 60, 180)

    @rule(number=st.integers(0, 5))
    def stays_away(self, number) -> None:
        if self.attempt(services.mark_no_show, self.rows[number]):
            self.hours[self.rows[number].pk] = 0

    @rule(number=st.integers(0, 5))
    def is_taken_back(self, number) -> None:
        if self.attempt(services.undo, self.rows[number]):
            self.hours[self.rows[number].pk] = 0

    @rule(number=st.integers(0, 5), minutes=st.integers(-10, 2000))
    def is_corrected(self, number, minutes) -> None:
        if self.attempt(services.correct, self.rows[number], minutes, reason="更正", by=None):
            self.hours[self.rows[number].pk] = minutes

    @rule(number=st.sampled_from([0, 3]))
    def list_is_closed(self, number) -> None:
        shift = self.rows[number].pool
        open_rows = SignUp.objects.filter(pool=shift, mark=Mark.CAME, left_at=None, minutes=0)
        there = list(open_rows.values_list("pk", flat=True))
        if self.attempt(services.close, shift):
            self.hours.update(dict.fromkeys(there, 120))

    @rule(minutes=st.integers(1, 120))
    def time_goes_by(self, minutes) -> None:
        self.now.shift(dt.timedelta(minutes=minutes))

    @invariant()
    def sums_are_the_hours_helped(self) -> None:
        for row in self.rows:
            assert HoursEntry.objects.filter(signup=row).total() == self.hours[row.pk]
        minutes = SignUp.objects.values_list("minutes", flat=True)
        assert HoursEntry.objects.all().total() == sum(minutes) == sum(self.hours.values())


class TestLedger(Ledger.TestCase, TestCase):
    settings = settings(
        max_examples=max(1, OPERATIONS // STEPS),
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
