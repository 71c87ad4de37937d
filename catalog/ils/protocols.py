"""The roles of a library system. A driver plays those it can and says so in `capabilities`.

All calls block and are safe to make from several threads at once. Time-outs are the driver's, by
`catalog.ils.policies`. Errors are those of `catalog.ils.errors`.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from catalog.marc.types import BibRecord

from .capabilities import Capability
from .values import (
    AvailabilityMap,
    Change,
    CirculationStat,
    Hold,
    Item,
    Loan,
    Outcome,
    PatronRef,
    PatronSummary,
    SearchPage,
    SearchQuery,
)


@runtime_checkable
class Driver(Protocol):
    """*name* says which system it is on the status page and in logs."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> frozenset[Capability]: ...

    def ping(self) -> None:
        """Return when the system answers and takes the portal's account, else raise."""


@runtime_checkable
class Catalogue(Protocol):
    def search(self, query: SearchQuery) -> SearchPage: ...

    def record(self, record_id: str) -> BibRecord:
        """Raises NotFound."""

    def records_by_isbn(self, isbn: str) -> Sequence[BibRecord]: ...

    def new_arrivals(
        self, since: dt.date, *, limit: int = 50, branch: str = "", clc: str = ""
    ) -> Sequence[BibRecord]: ...


@runtime_checkable
class Harvest(Protocol):
    def changes(self, since: dt.datetime | None, *, position: str = "") -> Iterator[Change]:
        """All that changed from *since* on, oldest first where the source can; None is all.

        *position* is that of a line of an earlier harvest from the same moment: what stands before
        its part of the answer is left out, where the source still knows the part.
        """


@runtime_checkable
class Holdings(Protocol):
    def availability(self, record_ids: Collection[str]) -> AvailabilityMap:
        """In as few calls as the system allows; a record it does not know is missing."""


@runtime_checkable
class Patrons(Protocol):
    def authenticate(self, card: str, pin: str) -> PatronRef | None:
        """None for a wrong card or PIN, without telling which; whatever else fails raises."""

    def summary(self, patron: PatronRef) -> PatronSummary: ...

    def loans(self, patron: PatronRef) -> Sequence[Loan]: ...

    def holds(self, patron: PatronRef) -> Sequence[Hold]: ...


@runtime_checkable
class Circulation(Protocol):
    """Commands. Each either returns an Outcome, or raises before anything was sent, or raises
    OutcomeUnknown. *key* is unique to the reader's act: a driver may pass it on, and never sends
    the same act twice.
    """

    def pickup_branches(self, patron: PatronRef, record_id: str) -> Sequence[str]: ...

    def place_hold(
        self, patron: PatronRef, record_id: str, pickup_branch: str, *, key: str, item_id: str = ""
    ) -> Outcome: ...

    def cancel_hold(self, patron: PatronRef, hold_id: str) -> Outcome:
        """Raises NotFound when the hold is not this patron's."""

    def renew(self, patron: PatronRef, loan_id: str) -> Outcome:
        """Raises NotFound when the loan is not this patron's."""

    def checkout(
        self, patron: PatronRef, barcode: str, *, branch: str, key: str, confirm_token: str = ""
    ) -> Outcome:
        """Lend the copy with *barcode*, which must be held by *branch*, to *patron*."""


@runtime_checkable
class Statistics(Protocol):
    def top_loans(
        self, start: dt.date, end: dt.date, *, branch: str = "", clc: str = "", limit: int = 100
    ) -> Sequence[CirculationStat]: ...


class Mirror(Protocol):
    """What the portal knows of the copies by itself; systems that speak of items alone need it."""

    def items(self, record_ids: Collection[str]) -> Mapping[str, tuple[Item, ...]]:
        """The copies of each record, their status unknown."""

    def records_of(self, barcodes: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Record number and title of each copy that is known."""
