"""Writes numbers: each with its batch, each replaced one kept, the sums brought into step.

A large import goes in blocks, each a transaction of its own, so that nobody waits for minutes; what
a broken import has left can be undone like any other batch, or be completed by importing again.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from portal.core import bulk, generation
from reports.figures.enums import BatchKind, Span
from reports.figures.models import Batch, Fact, FactRevision, Indicator

from . import rollups

BLOCK = 50_000
_EXACT = Decimal("0.0001")
CELL = ["indicator", "library", "span", "start"]

Cell = tuple[int, int, str, dt.date]
Held = tuple[Decimal | None, int]


class Entry(NamedTuple):
    """A number to write; None takes back the one that is there. Any day names its month or year."""

    indicator: int
    library: int
    span: str
    start: dt.date
    value: Decimal | int | None

    @property
    def cell(self) -> Cell:
        return (self.indicator, self.library, self.span, first_day(self.span, self.start))


def first_day(span: str, day: dt.date) -> dt.date:
    if span == Span.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if span == Span.YEAR else day


def record(
    entries: Iterable[Entry],
    *,
    kind: BatchKind | str,
    label: str,
    user: Any = None,
    file_name: str = "",
    on_progress: Callable[[int], None] | None = None,
) -> Batch:
    """Write *entries* as one batch; a cell that comes twice has the last of its numbers.

    What is already there is left alone. A batch that changed nothing is returned and not kept.
    *on_progress* hears after each block how many entries have been dealt with.
    """
    recording = Recording(kind=kind, label=label, user=user, file_name=file_name)
    rest, done = iter(entries), 0
    while block := list(islice(rest, BLOCK)):
        recording.write(block)
        done += len(block)
        if on_progress:
            on_progress(done)
    return recording.batch


class Recording:
    """One batch being written, block by block; its row is made with the first change."""

    def __init__(
        self, *, kind: BatchKind | str, label: str, user: Any = None, file_name: str = ""
    ) -> None:
        self.batch = Batch(kind=kind, label=label[:200], user=user, file_name=file_name[:255])

    @transaction.atomic
    def write(self, block: Iterable[Entry]) -> None:
        """Write one block with its sums."""
        one_writer_at_a_time()
        wanted, held, changes = differences(block)
        replaced = {cell: held[cell] for cell in changes if cell in held}
        self._count(len(changes) - len(replaced), len(replaced), len(wanted) - len(changes))
        if not changes:
            return
        # What this batch itself has written a block ago is no history.
        keep(
            (cell, there, self.batch.pk)
            for cell, there in replaced.items()
            if there[1] != self.batch.pk
        )
        bulk.upsert(
            Fact,
            [*CELL, "value", "batch"],
            ((*cell, value, self.batch.pk) for cell, value in sorted(changes.items(), key=_cell)),
            key=CELL,
        )
        rollups.refresh(changes)
        generation.bump()

    def _count(self, added: int, changed: int, unchanged: int) -> None:
        batch = self.batch
        batch.added += added
        batch.changed += changed
        batch.unchanged += unchanged
        if batch.pk or added or changed:
            batch.save()


def differences(
    block: Iterable[Entry],
) -> tuple[dict[Cell, Decimal | None], dict[Cell, Held], dict[Cell, Decimal | None]]:
    """What *block* wants in each cell, what those hold now, and which of them would change."""
    wanted = {entry.cell: _exact(entry.value) for entry in block}
    held = _held(wanted)
    return wanted, held, dict(_changes(wanted, held))


def keep(replaced: Iterable[tuple[Cell, Held, int | None]]) -> None:
    """Put numbers that no longer hold into the history, with the batch that took their place."""
    now = timezone.now()
    bulk.insert(
        FactRevision,
        [*CELL, "value", "batch", "replaced_by", "replaced_at"],
        ((*cell, value, batch, by, now) for cell, (value, batch), by in replaced),
    )


def one_writer_at_a_time() -> None:
    """Numbers, history and sums must fit each other: whoever writes waits for the one before."""
    list(Indicator.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _exact(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(_EXACT)


def _held(cells: Iterable[Cell]) -> dict[Cell, Held]:
    """What *cells* hold now."""
    held: dict[Cell, Held] = {}
    for span, facts in _around(cells):
        held.update(
            ((indicator, library, span, start), (value, batch))
            for indicator, library, start, value, batch in facts
        )
    return held


def _around(cells: Iterable[Cell]) -> Iterator[tuple[str, Any]]:
    """For each length of time all facts of these indicators and libraries between the dates.

    A table is sorted by something, so that this is little more than what is asked for.
    """
    by_span: dict[str, list[Cell]] = {}
    for cell in cells:
        by_span.setdefault(cell[2], []).append(cell)
    for span, some in by_span.items():
        facts = Fact.objects.filter(
            span=span,
            indicator__in={cell[0] for cell in some},
            library__in={cell[1] for cell in some},
            start__range=(min(cell[3] for cell in some), max(cell[3] for cell in some)),
        )
        yield span, facts.values_list("indicator", "library", "start", "value", "batch").iterator()


def _changes(
    wanted: dict[Cell, Decimal | None], held: dict[Cell, Held]
) -> Iterator[tuple[Cell, Decimal | None]]:
    for cell, value in wanted.items():
        before = held.get(cell)
        if before is None and value is None:
            continue  # taking back what nobody has entered
        if before is None or before[0] != value:
            yield cell, value


def _cell(change: tuple[Cell, Decimal | None]) -> Cell:
    """In the order of the table's key a database inserts several times as fast."""
    return change[0]
