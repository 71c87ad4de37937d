"""Draws: a window, a fixed seed, an order anybody can work out."""

import datetime as dt
import hashlib
import uuid

import pytest

from events.places.enums import Status
from events.registration import selectors, services
from events.registration.errors import NotOpenError
from events.registration.models import Draw, Pool, Registration
from events.registration.services.draws import drawn_order
from portal.notify.models import Message
from tests.factories.accounts import ReaderFactory
from tests.factories.registration import PriorityGroupFactory, enter, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool() -> Pool:
    return event(registration="draw", capacity=3, draw_hours_before=72)


def close_window(clock, pool: Pool) -> None:
    clock.move_to(pool.draw_at + dt.timedelta(minutes=1))


def test_entering_takes_no_place(pool):
    entries = [enter(pool) for _ in range(5)]
    assert {entry.status for entry in entries} == {Status.ENTERED}
    pool.refresh_from_db()
    assert (pool.taken, pool.waiting) == (0, 0)


def test_draw_gives_places_and_lines_up_the_rest(pool, clock):
    entries = [enter(pool) for _ in range(5)]
    close_window(clock, pool)
    assert services.run_due().drawn == 1
    ranked = [
        Registration.objects.get(uid=uid)
        for uid in drawn_order(pool.draw, [entry.uid for entry in entries])
    ]
    assert [row.status for row in ranked] == ["confirmed"] * 3 + ["waiting"] * 2
    assert [row.order for row in ranked] == [1, 2, 3, 4, 5]
    assert Message.objects.filter(template="registration/drawn").count() == 5
    pool.refresh_from_db()
    assert (pool.taken, pool.waiting) == (3, 2)
    assert pool.occurrence.people == 3


def test_second_draw_changes_nothing(pool, clock):
    for _ in range(4):
        enter(pool)
    close_window(clock, pool)
    first = services.run_draw(pool)
    before = list(Registration.objects.order_by("pk").values_list("status", "order"))
    again = services.run_draw(pool)
    assert services.run_due().drawn == 0
    assert (first.digest, first.drawn_at) == (again.digest, again.drawn_at)
    assert list(Registration.objects.order_by("pk").values_list("status", "order")) == before


def test_same_seed_and_entries_give_the_same_order_whoever_asks():
    uids = [uuid.UUID(int=number) for number in range(50)]
    draw = Draw(seed="a" * 64)
    order = drawn_order(draw, uids)
    assert drawn_order(Draw(seed="a" * 64), reversed(uids)) == order
    assert drawn_order(Draw(seed="b" * 64), uids) != order
    assert order == sorted(
        uids, key=lambda uid: hashlib.sha256(("a" * 64 + str(uid)).encode()).hexdigest()
    )


def test_commitment_is_there_before_anybody_enters(pool):
    draw = pool.draw
    assert draw.commitment == hashlib.sha256(draw.seed.encode()).hexdigest()
    assert services.prepare_draw(pool).seed == draw.seed


def test_nobody_draws_while_people_can_enter(pool):
    enter(pool)
    with pytest.raises(NotOpenError):
        services.run_draw(pool)


def test_nobody_slips_in_between_the_window_and_the_draw(pool, clock):
    close_window(clock, pool)
    with pytest.raises(NotOpenError):
        enter(pool)
    services.run_draw(pool)
    assert enter(pool).status == Status.CONFIRMED


def test_entry_that_comes_during_the_draw_is_refused(pool, clock):
    """It was checked before the draw and is written after it."""
    booking = selectors.booking(ReaderFactory(), pool.occurrence.uid)
    Draw.objects.update(drawn_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    with pytest.raises(NotOpenError):
        services.register(booking, adults=1)
    assert not Registration.objects.exists()


def test_party_is_drawn_whole(pool, clock):
    entries = [enter(pool, adults=2) for _ in range(3)]
    close_window(clock, pool)
    services.run_draw(pool)
    pool.refresh_from_db()
    assert (pool.taken, pool.waiting) == (2, 2)
    assert Registration.objects.filter(pk__in=[e.pk for e in entries], people=2).count() == 3


def test_priority_groups_get_the_places_kept_for_them(clock):
    pool = event(registration="draw", capacity=3, reserved_places=2)
    group = PriorityGroupFactory()
    pool.terms.priority_groups.add(group)
    for _ in range(10):
        enter(pool)
    first = [enter(pool, adults=1, priority_group=group) for _ in range(2)]
    close_window(clock, pool)
    services.run_draw(pool)
    assert {Registration.objects.get(pk=row.pk).status for row in first} == {"confirmed"}


def test_list_holds_so_many_and_the_others_have_lost(clock):
    pool = event(registration="draw", capacity=1, waiting_limit=1)
    for _ in range(4):
        enter(pool)
    close_window(clock, pool)
    services.run_draw(pool)
    statuses = sorted(Registration.objects.values_list("status", flat=True))
    assert statuses == ["confirmed", "lost", "lost", "waiting"]
    pool.refresh_from_db()
    assert pool.waiting == 1


def test_who_withdraws_the_entry_is_not_drawn(pool, clock):
    entry = enter(pool)
    services.cancel(entry)
    close_window(clock, pool)
    assert services.run_draw(pool).entries == 0
    entry.refresh_from_db()
    assert entry.status == Status.CANCELLED
