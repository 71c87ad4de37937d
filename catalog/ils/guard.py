"""Around a driver: never more than a few calls at once, none while it fails, older answers instead.

What all readers share (availability, records, hit lists) is kept in the cache. What is a patron's
is asked each time, and never shown from before.
"""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from catalog.marc.types import BibRecord

from . import shelf_life
from .breaker import Breaker, State
from .capabilities import Capability
from .errors import CircuitOpen, ILSBusy, ILSError, ILSUnavailable, NotSupported
from .store import AnswerStore, Cache, Kept
from .values import (
    Availability,
    Change,
    CirculationStat,
    Freshness,
    Hold,
    Loan,
    Outcome,
    PatronRef,
    PatronSummary,
    SearchPage,
    SearchQuery,
)

T = TypeVar("T")
log = logging.getLogger(__name__)

CALLS_AT_ONCE = 8
WAIT_SECONDS = 0.25  # for one of them to end, before a page goes without


class Group(StrEnum):
    """Calls that fail together; a system may refuse commands and still answer searches."""

    READ = "read"
    PATRON = "patron"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Health:
    """How a group of calls fares, as any process saw it last; times in seconds since the epoch."""

    answered_at: float | None = None
    failed_at: float | None = None
    error: str = ""
    last_seconds: float | None = None
    state: State = State.CLOSED


@dataclass(frozen=True, slots=True)
class Limits:
    """*calls_at_once* of one process; a caller waits *wait* seconds for its turn."""

    calls_at_once: int = CALLS_AT_ONCE
    wait: float = WAIT_SECONDS
    failures: int = 5
    pause: float = 20.0


@dataclass(frozen=True, slots=True)
class Clocks:
    """*now* in seconds since the epoch, *steady* for intervals."""

    now: Callable[[], float] = time.time
    steady: Callable[[], float] = time.monotonic


class Guarded:
    """Plays every role: *driver* is asked for what it can, the rest raises NotSupported."""

    def __init__(
        self,
        driver: Any,
        cache: Cache,
        *,
        limits: Limits = Limits(),
        clocks: Clocks = Clocks(),
    ) -> None:
        self.driver, self.limits, self.clocks = driver, limits, clocks
        self.name: str = driver.name
        self.capabilities: frozenset[Capability] = driver.capabilities
        self.store = AnswerStore(self.name, cache, clocks.now)
        self._slots = threading.BoundedSemaphore(limits.calls_at_once)
        self.breakers = {
            group: Breaker(
                f"{self.name}:{group}",
                limit=limits.failures,
                pause=limits.pause,
                clock=clocks.steady,
            )
            for group in Group
        }

    def ping(self) -> None:
        """Asks even while the breaker is open: whoever calls this wants to know."""
        self.driver.ping()

    # Shared reads

    def search(self, query: SearchQuery) -> SearchPage:
        kept = self._shared("search", shelf_life.SEARCH, Capability.SEARCH, query)
        return replace(kept.value, freshness=kept.freshness)

    def record(self, record_id: str) -> BibRecord:
        return self._shared("record", shelf_life.RECORD, Capability.RECORD, record_id).value

    def records_by_isbn(self, isbn: str) -> Sequence[BibRecord]:
        life, capability = shelf_life.ISBN, Capability.ISBN_LOOKUP
        return self._shared("records_by_isbn", life, capability, isbn).value

    def new_arrivals(
        self, since: dt.date, *, limit: int = 50, branch: str = "", clc: str = ""
    ) -> Sequence[BibRecord]:
        named = {"limit": limit, "branch": branch, "clc": clc}
        life, capability = shelf_life.NEW_ARRIVALS, Capability.NEW_ARRIVALS
        return self._shared("new_arrivals", life, capability, since, **named).value

    def top_loans(
        self, start: dt.date, end: dt.date, *, branch: str = "", clc: str = "", limit: int = 100
    ) -> Sequence[CirculationStat]:
        named = {"branch": branch, "clc": clc, "limit": limit}
        life, capability = shelf_life.STATISTICS, Capability.STATISTICS
        return self._shared("top_loans", life, capability, start, end, **named).value

    def availability(self, record_ids: Collection[str]) -> dict[str, Availability]:
        """One call for all that is not known; where it fails older answers, or none.

        Where the system has nothing to say of a record, or is not asked for so many, the answer is
        static and has no copies: others know them. Only silence leaves a record out.
        """
        self._need(Capability.AVAILABILITY)
        keys = {record_id: self._copies_key(record_id) for record_id in record_ids}
        kept = self.store.many(keys.values(), shelf_life.AVAILABILITY)
        known = {rid: kept[key] for rid, key in keys.items() if key in kept}
        missing = [rid for rid in keys if not _is_fresh(known.get(rid))]
        answers = {rid: _dated(row) for rid, row in known.items()}
        if not missing:
            return answers
        if self._can_ask_for(record_ids):
            return answers | self._ask_copies(missing)
        return answers | {rid: _unasked(rid, answers.get(rid)) for rid in missing}

    def _can_ask_for(self, record_ids: Collection[str]) -> bool:
        """A system that takes a message for each copy is asked for one book, never for a list."""
        return Capability.AVAILABILITY_BULK in self.capabilities or len(record_ids) == 1

    def _ask_copies(self, record_ids: list[str]) -> dict[str, Availability]:
        try:
            found = self._run(Group.READ, lambda: self.driver.availability(record_ids))
        except ILSUnavailable:
            return {}
        said = {record_id: found.get(record_id) or _nothing(record_id) for record_id in record_ids}
        lives = {self._copies_key(record_id): copies for record_id, copies in said.items()}
        self.store.keep_many(lives, shelf_life.AVAILABILITY)
        now = self.clocks.now()
        return {rid: _dated(Kept(copies, now, Freshness.LIVE)) for rid, copies in said.items()}

    def changes(self, since: dt.datetime | None, *, position: str = "") -> Iterator[Change]:
        """Straight from the driver: a harvest has patience, and its own way to go on."""
        self._need(Capability.HARVEST)
        changes: Iterator[Change] = self.driver.changes(since, position=position)
        return changes

    # A patron's own

    def authenticate(self, card: str, pin: str) -> PatronRef | None:
        self._need(Capability.PATRON_AUTH)
        return self._run(Group.PATRON, lambda: self.driver.authenticate(card, pin))

    def summary(self, patron: PatronRef) -> PatronSummary:
        self._need(Capability.PATRON_SUMMARY)
        return self._run(Group.PATRON, lambda: self.driver.summary(patron))

    def loans(self, patron: PatronRef) -> Sequence[Loan]:
        self._need(Capability.PATRON_SUMMARY)
        return self._run(Group.PATRON, lambda: self.driver.loans(patron))

    def holds(self, patron: PatronRef) -> Sequence[Hold]:
        self._need(Capability.PATRON_SUMMARY)
        return self._run(Group.PATRON, lambda: self.driver.holds(patron))

    def pickup_branches(self, patron: PatronRef, record_id: str) -> Sequence[str]:
        self._need(Capability.HOLD_PICKUP_CHOICE)
        return self._run(Group.PATRON, lambda: self.driver.pickup_branches(patron, record_id))

    # Commands

    def place_hold(
        self, patron: PatronRef, record_id: str, pickup_branch: str, *, key: str, item_id: str = ""
    ) -> Outcome:
        self._need(Capability.HOLD_PLACE)

        def send() -> Outcome:
            return self.driver.place_hold(
                patron, record_id, pickup_branch, key=key, item_id=item_id
            )

        return self._command(send, record_id)

    def cancel_hold(self, patron: PatronRef, hold_id: str) -> Outcome:
        self._need(Capability.HOLD_CANCEL)
        return self._command(lambda: self.driver.cancel_hold(patron, hold_id))

    def renew(self, patron: PatronRef, loan_id: str) -> Outcome:
        self._need(Capability.RENEW)
        return self._command(lambda: self.driver.renew(patron, loan_id))

    def checkout(
        self, patron: PatronRef, barcode: str, *, branch: str, key: str, confirm_token: str = ""
    ) -> Outcome:
        self._need(Capability.SELF_CHECKOUT)

        def send() -> Outcome:
            return self.driver.checkout(
                patron, barcode, branch=branch, key=key, confirm_token=confirm_token
            )

        return self._command(send)

    def forget(self, record_id: str) -> None:
        """Ask anew for the copies of a record, after something was done with one."""
        self.store.forget(self._copies_key(record_id))

    # How

    def _need(self, capability: Capability) -> None:
        if capability not in self.capabilities:
            raise NotSupported(f"{self.name}: {capability}")

    def _copies_key(self, record_id: str) -> str:
        return self.store.key("copies", record_id)

    def _shared(
        self,
        method: str,
        life: shelf_life.ShelfLife,
        capability: Capability,
        *parts: Any,
        **named: Any,
    ) -> Kept:
        self._need(capability)
        key = self.store.key(method, *parts, *sorted(named.items()))
        ask = getattr(self.driver, method)
        return self.store.answer(
            key, life, lambda: self._run(Group.READ, lambda: ask(*parts, **named))
        )

    def _command(self, send: Callable[[], Outcome], record_id: str = "") -> Outcome:
        try:
            return self._run(Group.COMMAND, send)
        finally:
            if record_id:
                self.forget(record_id)

    def _run(self, group: Group, call: Callable[[], T]) -> T:
        if not self._slots.acquire(timeout=self.limits.wait):
            raise ILSBusy(f"{self.name}: {self.limits.calls_at_once} calls under way")
        started = self.clocks.steady()
        try:
            with self.breakers[group].watch():
                answer = call()
        except CircuitOpen:
            raise
        except ILSError as error:
            if error.transient:
                words = f"{type(error).__name__}: {error}"
                log.warning("%s %s: %s", self.name, group, words)
                self._note(group, failed_at=self.clocks.now(), error=words)
            raise
        finally:
            self._slots.release()
        seconds = self.clocks.steady() - started
        self._note(group, answered_at=self.clocks.now(), last_seconds=seconds)
        return answer

    def health(self, group: Group) -> Health:
        """What any process saw last; the breaker's state is that of the process that noted it."""
        noted = self.store.cache.get(self._health_key(group))
        return noted if isinstance(noted, Health) else Health()

    def _note(self, group: Group, **seen: Any) -> None:
        health = replace(self.health(group), state=self.breakers[group].state, **seen)
        self.store.cache.set(self._health_key(group), health, shelf_life.DAY)

    def _health_key(self, group: Group) -> str:
        return self.store.key("health", str(group))


def _is_fresh(kept: Kept | None) -> bool:
    return kept is not None and kept.freshness is Freshness.CACHED


def _nothing(record_id: str) -> Availability:
    """The system has nothing to say of a record."""
    return Availability(record_id, (), freshness=Freshness.STATIC)


def _unasked(record_id: str, known: Availability | None) -> Availability:
    """What is known of a record that is not asked for: not fresh, but nobody failed to answer."""
    if known is None or known.freshness is Freshness.STATIC:
        return _nothing(record_id)
    return replace(known, freshness=Freshness.CACHED)


def _dated(kept: Kept) -> Availability:
    if kept.value.freshness is Freshness.STATIC:
        nothing: Availability = kept.value
        return nothing
    as_of = dt.datetime.fromtimestamp(kept.at, dt.UTC)
    copies: Availability = replace(kept.value, freshness=kept.freshness, as_of=as_of)
    return copies
