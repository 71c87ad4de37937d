"""The one way places are taken, given back and handed on.

A newcomer's fate is one conditional update of the pool's row, in one piece with all that is written
of the newcomer (`take`); everything else is done on the locked row (`lock`). Who waits moves up
strictly in order and only whole: while somebody waits, nobody behind them gets what they wait for.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .enums import Status
from .errors import AnsweredError, BusyError, ListFullError, TakenError
from .models import Claim, Pool
from .room import Room
from .steps import Step, insert, run

P = TypeVar("P", bound=Pool)

LOCK_NOT_AVAILABLE, DEADLOCK = "55P03", "40P01"
DECISION = ["status", "number", "reserved"]
COUNTERS = ["taken", "reserved_taken", "waiting", "waiting_priority", "serial"]


@contextmanager
def waiting_briefly() -> Iterator[None]:
    """Around a transaction: BusyError when others hold the places for too long."""
    try:
        yield
    except OperationalError as error:
        is_busy = getattr(error.__cause__, "sqlstate", "") in (LOCK_NOT_AVAILABLE, DEADLOCK)
        if not is_busy and "locked" not in str(error):
            raise
        raise BusyError(
            _("Very many people are booking at this moment. Please try again in a few seconds.")
        ) from error


def lock(pool: P) -> P:
    """The row of *pool* as it is now, for this transaction alone."""
    locked: P = _rows(pool).select_for_update(no_key=True).get()
    return locked


def take(claim: Claim, *others: Step) -> None:
    """Insert *claim* with its places or else with the next number in the queue.

    *others* are written with it: they may speak of `decided` (its status, number in the queue and
    reserved places) and of `claim` (its id). ListFullError where nobody more may wait.
    """
    if claim.is_priority:
        with transaction.atomic():
            _insert(claim, _decide_locked(claim), others)
    else:
        _insert(claim, _decide(claim.pool, claim.people), others)


def enter(claim: Claim, *others: Step) -> None:
    """Insert *claim* as it is, without places or a number: who enters for a draw."""
    _insert(claim, _decided(claim.status), others)


def _insert(claim: Claim, decided: Step, others: Iterable[Step]) -> None:
    written = run(
        [
            decided,
            insert(
                "claim",
                [claim],
                after="decided",
                returns=["id"],
                status="decided.status",
                order="decided.number",
                reserved="decided.reserved",
            ),
            *others,
        ]
    )
    if written is None:
        raise _list_full()
    claim.pk, claim.status = written["id"], written["status"]
    claim.order, claim.reserved = written["number"], written["reserved"]
    claim._state.adding, claim._state.db = False, connection.alias


def _decide(pool: Pool, people: int) -> Step:
    """The fate of an ordinary party, told by the pool's row as it is when its turn has come.

    Afterwards somebody waits exactly if this party does: it has places only where nobody waited.
    """
    fits = (
        "(waiting = 0 AND (capacity IS NULL"
        " OR capacity >= taken + reserved - reserved_taken + %(people)s))"
    )
    sql = f"""
        UPDATE {connection.ops.quote_name(pool._meta.db_table)} SET
            taken = taken + CASE WHEN {fits} THEN %(people)s ELSE 0 END,
            waiting = waiting + CASE WHEN {fits} THEN 0 ELSE 1 END,
            serial = serial + CASE WHEN {fits} THEN 0 ELSE 1 END
        WHERE id = %(pool)s AND ({fits} OR waiting_limit IS NULL OR waiting < waiting_limit)
        RETURNING
            CASE WHEN waiting = 0 THEN 'confirmed' ELSE 'waiting' END AS status,
            CASE WHEN waiting = 0 THEN NULL ELSE serial END AS number,
            0 AS reserved
    """  # noqa: S608 - the name of our own table
    return Step("decided", sql, {"people": people, "pool": pool.pk}, DECISION)


def _decide_locked(claim: Claim) -> Step:
    """The fate of a party with priority, by the rule of `Room`, on the locked row."""
    pool = lock(claim.pool)
    used = Room.for_newcomer(pool).admit(claim.people, is_priority=claim.is_priority)
    if used is not None:
        pool.taken += claim.people
        pool.reserved_taken += used
        decided = _decided(Status.CONFIRMED, reserved=used)
    elif pool.is_list_full:
        raise _list_full()
    else:
        pool.waiting += 1
        pool.waiting_priority += claim.is_priority
        pool.serial += 1
        decided = _decided(Status.WAITING, number=pool.serial)
    pool.save(update_fields=COUNTERS)
    return decided


def _decided(status: str, *, number: int | None = None, reserved: int = 0) -> Step:
    """What was decided already, for the steps that ask."""
    sql = (
        "SELECT %(status)s AS status, CAST(%(number)s AS integer) AS number,"
        " CAST(%(reserved)s AS integer) AS reserved"
    )
    values = {"status": status, "number": number, "reserved": reserved}
    return Step("decided", sql, values, DECISION)


def _list_full() -> ListFullError:
    return ListFullError(_("All places are taken, and the waiting list is full."))


def reread(claim: Claim) -> None:
    """*claim* as it is now, for whoever holds the lock of its pool."""
    claim.refresh_from_db(fields=["status", "people", "reserved", "is_priority", "offered_until"])


def seat_at_once(pool: Pool, claim: Claim) -> None:
    """Count *claim*, already confirmed, in the locked *pool*, past the queue. It must fit.

    Places kept for others are used last.
    """
    general = pool.general_free
    used = 0 if general is None else max(0, claim.people - general)
    pool.taken += claim.people
    pool.reserved_taken += used
    pool.save(update_fields=COUNTERS)
    _write(claim, reserved=used)


def jump(pool: Pool, claim: Claim) -> None:
    """Give the waiting *claim* places of the locked *pool*, past all who wait before it."""
    reread(claim)
    if claim.status != Status.WAITING:
        raise AnsweredError(_("This party no longer waits."))
    if pool.free is not None and pool.free < claim.people:
        raise TakenError(_("There are not enough free places for this party."))
    pool.waiting -= 1
    pool.waiting_priority -= claim.is_priority
    _write(claim, status=Status.CONFIRMED)
    seat_at_once(pool, claim)


def promote(pool: Pool, *, offer_until: dt.datetime | None = None) -> list[Any]:
    """Let who waits have what is free in the locked *pool*; returns the claims that moved up.

    With *offer_until* they hold an offer until then, else they are confirmed.
    """
    room, promoted = Room.of(pool), []
    if not pool.waiting or not room.places:
        return []
    for claim in _candidates(pool, room.places):
        used = room.admit(claim.people, is_priority=claim.is_priority)
        if used is not None:
            claim.reserved, claim.offered_until = used, offer_until
            claim.status = Status.OFFERED if offer_until else Status.CONFIRMED
            claim.pool = pool
            promoted.append(claim)
        if not room.is_open:
            break
    if not promoted:
        return []
    pool.taken += sum(claim.people for claim in promoted)
    pool.reserved_taken += sum(claim.reserved for claim in promoted)
    pool.waiting -= len(promoted)
    pool.waiting_priority -= sum(claim.is_priority for claim in promoted)
    pool.save(update_fields=COUNTERS)
    _claims(pool).bulk_update(promoted, ["status", "reserved", "offered_until"], batch_size=100)
    return promoted


def _candidates(pool: Pool, free: float) -> Iterator[Any]:
    """Who in the queue could have one of *free* places: a long queue is not read to its end.

    One of so many first parties gets nothing; behind it only priority parties may hope.
    """
    queue = _claims(pool).queue()
    first = list(queue if free == math.inf else queue[: int(free) + 1])
    yield from first
    if len(first) > free:
        yield from queue.filter(is_priority=True, order__gt=first[-1].order)


def release(pool: Pool, claim: Claim, status: Status, **notes: Any) -> None:
    """End *claim*, read since *pool* was locked, with *status*, and give back what it held.

    *notes* are written down with it: fields of the concrete model.
    """
    if claim.status == Status.WAITING:
        pool.waiting -= 1
        pool.waiting_priority -= claim.is_priority
    elif claim.holds_places:
        pool.taken -= claim.people
        pool.reserved_taken -= claim.reserved
    pool.save(update_fields=COUNTERS)
    _write(claim, status=status, reserved=0, offered_until=None, **notes)


def accept(pool: Pool, claim: Claim, *, now: dt.datetime) -> None:
    """Turn an open offer into a place."""
    _check_offer(claim, now)
    _write(claim, status=Status.CONFIRMED, offered_until=None)


def decline(pool: Pool, claim: Claim, *, now: dt.datetime, **notes: Any) -> None:
    _check_offer(claim, now)
    release(pool, claim, Status.DECLINED, **notes)


def _check_offer(claim: Claim, now: dt.datetime) -> None:
    reread(claim)
    is_open = claim.status == Status.OFFERED and claim.offered_until and claim.offered_until > now
    if not is_open:
        raise AnsweredError(_("This offer is no longer open: it was answered or it has expired."))


def expire_offers(pool: Pool, *, now: dt.datetime, **notes: Any) -> list[Any]:
    """End the offers of the locked *pool* that nobody answered in time."""
    expired = list(_claims(pool).filter(status=Status.OFFERED, offered_until__lte=now))
    for claim in expired:
        release(pool, claim, Status.EXPIRED, **notes)
    return expired


def resize(pool: Pool, claim: Claim, people: int) -> None:
    """Let *claim* be *people* many. Smaller keeps its number; larger needs room, or queues anew."""
    reread(claim)
    more = people - claim.people
    if claim.holds_places:
        reserved = _reserved_after(pool, claim, people)
        pool.taken += more
        pool.reserved_taken += reserved - claim.reserved
        _write(claim, people=people, reserved=reserved)
    elif more > 0 and claim.status == Status.WAITING:
        pool.serial += 1
        _write(claim, people=people, order=pool.serial)
    else:
        _write(claim, people=people)
    pool.save(update_fields=COUNTERS)


def _reserved_after(pool: Pool, claim: Claim, people: int) -> int:
    """How many reserved places *claim* has when it is *people* many; TakenError if it cannot be."""
    if people <= claim.people:
        return min(claim.reserved, people)
    more = people - claim.people
    used = Room.for_newcomer(pool).admit(more, is_priority=claim.is_priority)
    if used is None:
        raise TakenError(_("There are not enough free places for more people."))
    return claim.reserved + used


def set_capacity(pool: Pool, capacity: int | None) -> None:
    """Let the locked *pool* have *capacity* places; never fewer than are taken."""
    if capacity is not None and capacity < pool.taken:
        raise TakenError(
            _("%(taken)d places are taken already; there cannot be fewer.") % {"taken": pool.taken}
        )
    pool.capacity = capacity
    set_reserved(pool, pool.reserved)
    pool.save(update_fields=["capacity", "reserved"])


def set_reserved(pool: Pool, reserved: int) -> None:
    """Keep *reserved* places for priority parties, as far as they are not taken by others."""
    if pool.capacity is not None:
        general_taken = pool.taken - pool.reserved_taken
        reserved = min(reserved, pool.capacity - general_taken)
    pool.reserved = max(reserved, pool.reserved_taken)
    pool.save(update_fields=["reserved"])


def line_up(pool: Pool, claims: list[Any]) -> None:
    """Put *claims* that had entered for a draw into the queue of the locked *pool*, in order."""
    for claim in claims:
        pool.serial += 1
        claim.status, claim.order = Status.WAITING, pool.serial
    pool.waiting += len(claims)
    pool.waiting_priority += sum(claim.is_priority for claim in claims)
    pool.save(update_fields=COUNTERS)
    _claims(pool).bulk_update(claims, ["status", "order"], batch_size=100)


def position(claim: Claim) -> int | None:
    """The place of *claim* in the queue, from 1; None when it does not wait."""
    if claim.status != Status.WAITING:
        return None
    before: int = _claims(claim.pool).queue().filter(order__lt=claim.order).count()
    return before + 1


def _rows(pool: P) -> "QuerySet[P]":
    return type(pool)._base_manager.filter(pk=pool.pk)


def _claims(pool: Pool) -> Any:
    """The claims of *pool*, whatever its reverse relation is called."""
    relation = next(
        rel for rel in pool._meta.related_objects if issubclass(rel.related_model, Claim)
    )
    return relation.related_model._default_manager.filter(pool=pool)


def _write(claim: Claim, **values: Any) -> None:
    for name, value in values.items():
        setattr(claim, name, value)
    claim.save(update_fields=list(values))
