"""Random requests for places against a model that begins anew each time and counts by hand."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events.places import services as places
from events.places.enums import HOLDING, Status
from events.places.errors import AnsweredError, ListFullError, TakenError
from events.registration.models import Pool, Registration
from tests.factories.registration import event

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
PARTIES = st.integers(1, 4)


@dataclass
class Party:
    key: int
    people: int
    is_priority: bool
    used: int = 0


@dataclass
class Model:
    """The rule in the plainest words there are."""

    capacity: int
    reserved: int
    queue: list[Party] = field(default_factory=list)
    seated: dict[int, Party] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        return sum(party.people for party in self.seated.values())

    @property
    def used(self) -> int:
        return sum(party.used for party in self.seated.values())

    def settle(self) -> None:
        """Seat one party that may be seated, and begin again."""
        for number, party in enumerate(self.queue):
            ahead = self.queue[:number]
            kept = self.reserved - self.used
            general = self.capacity - self.taken - kept if not ahead else 0
            is_first = party.is_priority and not any(other.is_priority for other in ahead)
            kept = kept if is_first else 0
            if party.people <= general + kept:
                party.used = min(party.people, kept)
                self.seated[party.key] = self.queue.pop(number)
                return self.settle()
        return None

    def leave(self, key: int) -> None:
        self.seated.pop(key, None)
        self.queue = [party for party in self.queue if party.key != key]


class Requests(RuleBasedStateMachine):
    @initialize(capacity=st.integers(1, 12), reserved=st.integers(0, 4), limit=st.integers(0, 6))
    def begin(self, capacity, reserved, limit):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        reserved = min(reserved, capacity)
        pool = event(capacity=capacity, reserved_places=reserved, waiting_limit=limit)
        self.pk, self.limit, self.now = pool.pk, limit, NOW
        self.model = Model(capacity, reserved)
        self.ended: dict[int, str] = {}

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def pool(self) -> Pool:
        return Pool.objects.get(pk=self.pk)

    def one(self, data, *states) -> Registration | None:
        rows = list(Registration.objects.filter(pool=self.pk, status__in=states).order_by("pk"))
        return data.draw(st.sampled_from(rows)) if rows else None

    def end(self, claim: Registration) -> None:
        claim.refresh_from_db()
        self.ended[claim.pk] = claim.status
        self.model.leave(claim.pk)

    def move_up(self, pool: Pool) -> None:
        places.promote(pool, offer_until=self.now + dt.timedelta(hours=2))
        self.model.settle()

    @rule(people=PARTIES, is_priority=st.booleans(), is_stale=st.sampled_from(["", "free", "full"]))
    def join(self, people, is_priority, is_stale):
        pool = self.pool()
        if is_stale:  # what was read without a lock may be any older state
            pool.taken = 0 if is_stale == "free" else pool.capacity
            pool.waiting = 0
        claim = Registration(pool=pool, people=people, is_priority=is_priority)
        before = len(self.model.queue)
        try:
            with transaction.atomic():
                places.take(claim)
        except ListFullError:
            assert before >= self.limit
            return
        self.model.queue.append(Party(claim.pk, people, is_priority))
        self.model.settle()
        assert len(self.model.queue) <= max(before, self.limit)

    @rule(data=st.data())
    def cancel(self, data):
        if claim := self.one(data, Status.WAITING, *HOLDING):
            pool = places.lock(self.pool())
            places.release(pool, claim, Status.CANCELLED)
            self.end(claim)
            self.move_up(pool)

    @rule(data=st.data(), is_wanted=st.booleans())
    def answer(self, data, is_wanted):
        if claim := self.one(data, Status.OFFERED):
            pool = places.lock(self.pool())
            if is_wanted:
                places.accept(pool, claim, now=self.now)
            else:
                places.decline(pool, claim, now=self.now)
                self.end(claim)
            self.move_up(pool)
            with pytest.raises(AnsweredError):
                places.accept(pool, claim, now=self.now)

    @rule(minutes=st.integers(10, 150))
    def wait(self, minutes):
        self.now += dt.timedelta(minutes=minutes)
        pool = places.lock(self.pool())
        for claim in places.expire_offers(pool, now=self.now):
            self.end(claim)
        self.move_up(pool)

    @rule(data=st.data(), people=PARTIES)
    def resize(self, data, people):
        claim = self.one(data, Status.WAITING, *HOLDING)
        if claim is None:
            return
        pool = places.lock(self.pool())
        try:
            places.resize(pool, claim, people)
        except TakenError:
            assert claim.status in HOLDING
            return
        self._resize_model(claim.pk, people)
        self.move_up(pool)

    def _resize_model(self, key: int, people: int) -> None:
        if party := self.model.seated.get(key):
            more = people - party.people
            kept = self.model.reserved - self.model.used
            if more < 0:
                party.used = min(party.used, people)
            elif party.is_priority and not any(other.is_priority for other in self.model.queue):
                party.used += min(more, kept)
            party.people = people
            return
        party = next(party for party in self.model.queue if party.key == key)
        if people > party.people:
            self.model.queue.remove(party)
            self.model.queue.append(party)
        party.people = people

    @rule(capacity=st.integers(1, 14))
    def set_capacity(self, capacity):
        pool = places.lock(self.pool())
        if capacity < self.model.taken:
            with pytest.raises(TakenError):
                places.set_capacity(pool, capacity)
            return
        places.set_capacity(pool, capacity)
        self.model.capacity = capacity
        general_taken = self.model.taken - self.model.used
        self.model.reserved = min(self.model.reserved, capacity - general_taken)
        self.move_up(pool)

    @rule()
    def release_kept(self):
        pool = places.lock(self.pool())
        places.set_reserved(pool, pool.reserved_taken)
        self.model.reserved = self.model.used
        self.move_up(pool)

    @precondition(lambda self: hasattr(self, "model"))
    @invariant()
    def counters_are_what_the_rows_say(self):
        pool = self.pool()
        rows = pool.registrations.holding().aggregate(people=Sum("people"), kept=Sum("reserved"))
        assert (pool.taken, pool.reserved_taken) == (rows["people"] or 0, rows["kept"] or 0)
        queue = pool.registrations.queue()
        assert pool.waiting == queue.count()
        assert pool.waiting_priority == queue.filter(is_priority=True).count()

    @precondition(lambda self: hasattr(self, "model"))
    @invariant()
    def rows_are_what_the_model_says(self):
        pool = self.pool()
        queue = list(pool.registrations.queue().values_list("pk", "people"))
        assert queue == [(party.key, party.people) for party in self.model.queue]
        seated = {row.pk: (row.people, row.reserved) for row in pool.registrations.holding()}
        assert seated == {p.key: (p.people, p.used) for p in self.model.seated.values()}
        assert (pool.capacity, pool.reserved) == (self.model.capacity, self.model.reserved)

    @precondition(lambda self: hasattr(self, "ended"))
    @invariant()
    def what_has_ended_never_comes_back(self):
        rows = Registration.objects.filter(pk__in=self.ended).values_list("pk", "status")
        assert dict(rows) == self.ended


@pytest.mark.usefixtures("clock")
def test_random_requests_are_answered_as_the_model_says():
    limits = settings(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a long history is shrunk for minutes
    )
    run_state_machine_as_test(Requests, settings=limits)


@pytest.mark.parametrize(
    "counters",
    [
        {"taken": 4},
        {"taken": 2, "reserved": 1, "reserved_taken": 2},
        {"reserved": 1, "reserved_taken": 1},
        {"reserved": 4},
        {"waiting_priority": 1},
    ],
)
def test_database_refuses_counters_that_cannot_be(counters):
    pool = event(capacity=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.filter(pk=pool.pk).update(**counters)


@pytest.mark.parametrize(
    "fields", [{"people": 0}, {"people": 1, "reserved": 2}, {"people": 1, "status": "offered"}]
)
def test_database_refuses_claims_that_cannot_be(fields):
    pool = event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(pool=pool, **fields)


def test_two_cannot_have_one_number_in_a_queue():
    pool = event()
    Registration.objects.create(pool=pool, people=1, order=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(pool=pool, people=1, order=1)


def test_pool_belongs_to_a_date_or_a_course():
    moments = {"starts_at": timezone.now(), "ends_at": timezone.now(), "closes_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.create(**moments)
