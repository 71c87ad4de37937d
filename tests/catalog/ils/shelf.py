"""A library system in memory, small enough to see through, that can be told to fail."""

import threading
import time
from collections.abc import Collection

from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSUnavailable, NotFound
from catalog.ils.values import (
    Availability,
    Hold,
    HoldState,
    Item,
    ItemStatus,
    Outcome,
    PatronRef,
    SearchPage,
)
from catalog.marc.types import BibRecord


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


class Shelf:
    """Has a copy of every book but those whose number begins with "x"."""

    def __init__(self, *, bulk: bool = True) -> None:
        self.name = "shelf"
        self.capabilities = frozenset(
            {
                Capability.AVAILABILITY,
                Capability.SEARCH,
                Capability.RECORD,
                Capability.HOLD_PLACE,
                Capability.PATRON_SUMMARY,
            }
            | ({Capability.AVAILABILITY_BULK} if bulk else set())
        )
        self.calls: list[str] = []
        self.failures: list[Exception] = []
        self.seconds = 0.0
        self.held: list[Hold] = []
        self._lock = threading.Lock()

    def _answer(self, call: str) -> None:
        with self._lock:
            self.calls.append(call)
            failure = self.failures.pop(0) if self.failures else None
        if self.seconds:
            time.sleep(self.seconds)
        if failure:
            raise failure

    def fail(self, times: int = 1, error: type[Exception] = ILSUnavailable) -> None:
        self.failures = [error("out of order") for _ in range(times)]

    def ping(self) -> None:
        self._answer("ping")

    def availability(self, record_ids: Collection[str]) -> dict[str, Availability]:
        self._answer("availability " + " ".join(record_ids))
        copy = Item("1", "b1", "DC01", ItemStatus.AVAILABLE)
        return {rid: Availability(rid, (copy,)) for rid in record_ids if not rid.startswith("x")}

    def search(self, query) -> SearchPage:
        self._answer(f"search {query.text}")
        return SearchPage(1, (BibRecord("1", query.text),), 1, 20)

    def record(self, record_id: str) -> BibRecord:
        self._answer(f"record {record_id}")
        if record_id.startswith("x"):
            raise NotFound(record_id)
        return BibRecord(record_id, "书")

    def holds(self, patron: PatronRef) -> list[Hold]:
        self._answer("holds")
        return list(self.held)

    def place_hold(self, patron, record_id, pickup_branch, *, key, item_id="") -> Outcome:
        self._answer(f"place_hold {record_id}")
        self.held.append(Hold("h1", record_id, "书", pickup_branch, HoldState.WAITING))
        return Outcome(ok=True, ref="h1")
