"""The ledger: whatever happens at the door, its sums are the shifts that were helped."""

import datetime as dt
import os

import pytest
import time_machine
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from community.volunteers import services
from community.volunteers.enums import Mark
from community.volunteers.errors import VolunteerError
from community.volunteers.models import HoursEntry, SignUp
from tests.events.conftest import NOW
from tests.factories.volunteers import ShiftFactory, VolunteerFactory, sign_up

# On PostgreSQL, with all else that takes its time, ten times as many.
OPERATIONS = int(os.environ.get("PORTAL_TEST_OPERATIONS", "1000"))
STEPS = 100


class Ledger(RuleBasedStateMachine):
    """Staff and volunteers at the door in any order; beside it, hours are added up by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(NOW, tick=False)
        self.now = self.clock.start()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.hours: dict[int, int] = {}
        self.came: dict[int, dt.datetime] = {}
        self.rows: list[SignUp] = []

    def teardown(self) -> None:
        """Nothing of one run is there in the next."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)
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
        sums = dict(HoursEntry.objects.order_by().values_list("signup").annotate(Sum("minutes")))
        assert {key: sums.get(key, 0) for key in self.hours} == self.hours
        minutes = dict(SignUp.objects.order_by().values_list("pk", "minutes"))
        assert minutes == self.hours


def run(operations: int) -> None:
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=max(1, operations // STEPS),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_a_thousand_operations():
    run(OPERATIONS)


@pytest.mark.postgres
@pytest.mark.django_db
def test_ten_thousand_operations():
    run(10 * OPERATIONS)
