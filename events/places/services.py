"""The one way places are taken, given back and handed on.

A newcomer's fate is one conditional update of the pool's row (`take`); everything else is done on
the locked row (`lock`). Who waits moves up strictly in order and only whole: while somebody waits,
nobody behind them gets what they wait for.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import OperationalError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from .enums import Status
from .errors import AnsweredError, BusyError, ListFullError, TakenError
from .models import Claim, Pool
from .room import Room

P = TypeVar("P", bound=Pool)

LOCK_NOT_AVAILABLE, DEADLOCK = "55P03", "40P01"
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


def foresee(claim: Claim) -> Status:
    """What will become of *claim* as far as `claim.pool` tells, which may be stale."""
    pool: Pool = claim.pool
    is_likely = pool.waiting == 0 and Room.of(pool).holds(claim.people)
    return Status.CONFIRMED if is_likely and not claim.is_priority else Status.WAITING


def take(claim: Claim) -> None:
    """Give *claim* its places or else the next number in the queue.

    It was just inserted, in this transaction, with the status that `foresee` told: that says which
    of two conditional updates to try first. Each holds exactly when the other does not, unless the
    row changes in between.
    """
    if not claim.is_priority:
        attempts = (_seat, _queue) if claim.status == Status.CONFIRMED else (_queue, _seat)
        for attempt in attempts:
            if attempt(claim):
                return
    _take_locked(claim)


def _seat(claim: Claim) -> bool:
    if not _rows(claim.pool).filter(_fits(claim.people)).update(taken=F("taken") + claim.people):
        return False
    if claim.status != Status.CONFIRMED:
        _write(claim, status=Status.CONFIRMED)
    return True


def _queue(claim: Claim) -> bool:
    rows = _rows(claim.pool)
    is_crowded = Q(waiting__gt=0) | Q(capacity__lt=_needed(claim.people))
    has_list = Q(waiting_limit__isnull=True) | Q(waiting_limit__gt=F("waiting"))
    if not rows.filter(is_crowded, has_list).update(
        waiting=F("waiting") + 1, serial=F("serial") + 1
    ):
        return False
    claim.status = Status.WAITING
    claims = type(claim)._base_manager.filter(pk=claim.pk)
    claims.update(status=claim.status, order=rows.values("serial")[:1])
    return True


def _take_locked(claim: Claim) -> None:
    pool = lock(claim.pool)
    used = Room.for_newcomer(pool).admit(claim.people, is_priority=claim.is_priority)
    if used is not None:
        pool.taken += claim.people
        pool.reserved_taken += used
        _write(claim, status=Status.CONFIRMED, reserved=used)
    elif pool.is_list_full:
        raise ListFullError(_("All places are taken, and the waiting list is full."))
    else:
        _to_the_end(pool, claim)
    pool.save(update_fields=COUNTERS)


def _to_the_end(pool: Pool, claim: Claim) -> None:
    pool.waiting += 1
    pool.waiting_priority += claim.is_priority
    pool.serial += 1
    _write(claim, status=Status.WAITING, order=pool.serial)


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
    claim.refresh_from_db(fields=["status", "people", "is_priority"])
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
    if not pool.waiting:
        return []
    room, promoted = Room.of(pool), []
    for claim in _claims(pool).queue():
        used = room.admit(claim.people, is_priority=claim.is_priority)
        if used is not None:
            claim.reserved, claim.offered_until = used, offer_until
            claim.status = Status.OFFERED if offer_until else Status.CONFIRMED
            promoted.append(claim)
        if not room.is_open:
            break
    pool.taken += sum(claim.people for claim in promoted)
    pool.reserved_taken += sum(claim.reserved for claim in promoted)
    pool.waiting -= len(promoted)
    pool.waiting_priority -= sum(claim.is_priority for claim in promoted)
    pool.save(update_fields=COUNTERS)
    _claims(pool).bulk_update(promoted, ["status", "reserved", "offered_until"], batch_size=100)
    return promoted


def release(pool: Pool, claim: Claim, status: Status) -> None:
    """End *claim* with *status* and give back to the locked *pool* what it held."""
    claim.refresh_from_db(fields=["status", "people", "reserved", "is_priority"])
    if claim.status == Status.WAITING:
        pool.waiting -= 1
        pool.waiting_priority -= claim.is_priority
    elif claim.holds_places:
        pool.taken -= claim.people
        pool.reserved_taken -= claim.reserved
    pool.save(update_fields=COUNTERS)
    _write(claim, status=status, reserved=0, offered_until=None)


def accept(pool: Pool, claim: Claim, *, now: dt.datetime) -> None:
    """Turn an open offer into a place."""
    _check_offer(claim, now)
    _write(claim, status=Status.CONFIRMED, offered_until=None)


def decline(pool: Pool, claim: Claim, *, now: dt.datetime) -> None:
    _check_offer(claim, now)
    release(pool, claim, Status.DECLINED)


def _check_offer(claim: Claim, now: dt.datetime) -> None:
    claim.refresh_from_db(fields=["status", "offered_until"])
    is_open = claim.status == Status.OFFERED and claim.offered_until and claim.offered_until > now
    if not is_open:
        raise AnsweredError(_("This offer is no longer open: it was answered or it has expired."))


def expire_offers(pool: Pool, *, now: dt.datetime) -> list[Any]:
    """End the offers of the locked *pool* that nobody answered in time."""
    expired = list(_claims(pool).filter(status=Status.OFFERED, offered_until__lte=now))
    for claim in expired:
        release(pool, claim, Status.EXPIRED)
    return expired


def resize(pool: Pool, claim: Claim, people: int) -> None:
    """Let *claim* be *people* many. Smaller keeps its number; larger needs room, or queues anew."""
    claim.refresh_from_db(fields=["status", "people", "reserved", "is_priority"])
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


def _needed(people: int) -> Any:
    """How large a pool must be so that *people* more find a place nobody has and nobody keeps."""
    return F("taken") + F("reserved") - F("reserved_taken") + people


def _fits(people: int) -> Q:
    return Q(waiting=0) & (Q(capacity__isnull=True) | Q(capacity__gte=_needed(people)))


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
