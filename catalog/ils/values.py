"""The values that cross the port: frozen, small, picklable.

Records are `catalog.marc.types.BibRecord`, the same that a MARC file gives. Libraries are named by
their code (`Library.code`), records by their control number in the union catalogue
(`Record.record_id`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from catalog.marc.types import BibRecord


class ItemStatus(StrEnum):
    """Where a copy is; the words of `catalog.enums.HoldingStatus`, and withdrawn."""

    UNKNOWN = "unknown"
    AVAILABLE = "available"
    ON_LOAN = "on_loan"
    ON_HOLD = "on_hold"
    IN_TRANSIT = "in_transit"
    REFERENCE = "reference"
    PROCESSING = "processing"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Freshness(StrEnum):
    """What an answer is worth: asked now, a moment ago, before the system failed, or mirrored."""

    LIVE = "live"
    CACHED = "cached"
    STALE = "stale"
    STATIC = "static"


class HoldState(StrEnum):
    WAITING = "waiting"
    IN_TRANSIT = "in_transit"
    READY = "ready"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class ShelfLocation:
    """*shelf_code* (层架标) is opaque; *rfid_seen_at* is when a tag reader last saw the copy."""

    area: str = ""
    call_number: str = ""
    shelf_code: str = ""
    rfid_seen_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    item_id: str
    barcode: str
    branch: str
    status: ItemStatus
    location: ShelfLocation = ShelfLocation()
    due: dt.date | None = None
    holdable: bool | None = None
    home_branch: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """The copies of one record; *queue* counts the holds that wait for one.

    Static and without copies: the system has nothing to say of it.
    """

    record_id: str
    items: tuple[Item, ...]
    queue: int = 0
    freshness: Freshness = Freshness.LIVE
    as_of: dt.datetime | None = None

    @property
    def available(self) -> bool | None:
        """Whether a copy can be borrowed now; None where nobody knows."""
        if self.freshness is Freshness.STATIC and not self.items:
            return None
        statuses = {item.status for item in self.items}
        if ItemStatus.AVAILABLE in statuses:
            return True
        return None if ItemStatus.UNKNOWN in statuses else False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """*field* is any, title, author, subject, isbn or clc; *sort* relevance, newest or title."""

    text: str = ""
    field: str = "any"
    branch: str = ""
    clc: str = ""
    year_from: int | None = None
    year_to: int | None = None
    sort: str = "relevance"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class SearchPage:
    total: int
    records: tuple[BibRecord, ...]
    page: int
    per_page: int
    freshness: Freshness = Freshness.LIVE


class Change(NamedTuple):
    """One line of a harvest: *record* is None for a deletion.

    *position* is the part of the answer the line stands in, in words of the driver's own: a harvest
    that was interrupted goes on there.
    """

    record_id: str
    record: BibRecord | None
    stamp: dt.datetime | None
    error: str = ""  # why the record could not be read
    position: str = ""


@dataclass(frozen=True, slots=True)
class PatronRef:
    """An opaque handle of a patron. Never holds the PIN or an ID-card number."""

    patron_id: str
    card_hint: str = ""
    home_branch: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Why something is refused: a code of `catalog.ils.codes`, and the system's own words."""

    code: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class PatronSummary:
    """*owed* in yuan; a limit is None where the system does not tell."""

    patron: PatronRef
    display_name: str = ""
    expires: dt.date | None = None
    loans: int = 0
    overdues: int = 0
    holds: int = 0
    holds_ready: int = 0
    loan_limit: int | None = None
    hold_limit: int | None = None
    owed: Decimal = Decimal(0)
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Loan:
    """*renewable* is None where only trying tells."""

    loan_id: str
    barcode: str
    title: str
    due: dt.date | None
    branch: str = ""
    record_id: str = ""
    renewals_left: int | None = None
    renewable: bool | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    hold_id: str
    record_id: str
    title: str
    pickup_branch: str
    state: HoldState
    position: int | None = None
    placed: dt.date | None = None
    pickup_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command. A refusal has *blocks*; what only needs a yes has *questions*.

    *desensitized* tells whether the gate will let the copy pass: None where the system is silent.
    *is_reconciled*: the answer was lost, and reading back found the command carried out.
    """

    ok: bool
    ref: str = ""
    due: dt.date | None = None
    position: int | None = None
    blocks: tuple[Block, ...] = ()
    questions: tuple[Block, ...] = ()
    confirm_token: str = ""
    message: str = ""
    desensitized: bool | None = None
    is_reconciled: bool = False

    @classmethod
    def refused(cls, *codes: str, message: str = "") -> Outcome:
        return cls(ok=False, blocks=tuple(Block(code, message) for code in codes), message=message)


@dataclass(frozen=True, slots=True)
class CirculationStat:
    record_id: str
    loans: int
    renewals: int = 0
    holds: int = 0
    branch: str = ""


AvailabilityMap = Mapping[str, Availability]
