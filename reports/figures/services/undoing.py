"""Takes a batch back: each of its numbers gives way to the one that would hold without it."""

from django.db import transaction
from django.utils import timezone

from portal.core import bulk, generation
from reports.figures.models import Batch, Fact, FactRevision

from . import rollups
from .recording import CELL, Cell, Held, keep, one_writer_at_a_time

_BLOCK = 5_000


@transaction.atomic
def undo(batch: Batch) -> int:
    """Undo *batch*, in whatever order; say how many numbers have changed.

    A number that a later batch has replaced stays as it is. Where nothing is left that was entered,
    the number is “not entered” again.
    """
    one_writer_at_a_time()
    if not Batch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=timezone.now()):
        return 0
    batch.refresh_from_db()
    changed = 0
    while facts := list(Fact.objects.filter(batch=batch).order_by("pk")[:_BLOCK]):
        _give_way(batch, facts)
        changed += len(facts)
    generation.bump()
    return changed


def _give_way(batch: Batch, facts: list[Fact]) -> None:
    cells: dict[Cell, Fact] = {
        (fact.indicator_id, fact.library_id, fact.span, fact.start): fact for fact in facts
    }
    below = _next_below(cells)
    keep(
        (
            (cell, (fact.value, batch.pk), below[cell][1] if cell in below else None)
            for cell, fact in cells.items()
        )
    )
    bulk.upsert(
        Fact,
        [*CELL, "value", "batch"],
        ((*cell, value, by) for cell, (value, by) in below.items()),
        key=CELL,
    )
    Fact.objects.filter(batch=batch, pk__in=[fact.pk for fact in facts]).delete()
    rollups.refresh(cells)


def _next_below(cells: dict[Cell, Fact]) -> dict[Cell, Held]:
    """What each cell held before, by the last batch that is not undone."""
    earlier = FactRevision.objects.filter(
        indicator__in={cell[0] for cell in cells},
        library__in={cell[1] for cell in cells},
        span__in={cell[2] for cell in cells},
        start__range=(min(cell[3] for cell in cells), max(cell[3] for cell in cells)),
        batch__undone_at=None,
    ).order_by("pk")
    found: dict[Cell, Held] = {}
    for *cell, value, batch in earlier.values_list(*CELL, "value", "batch").iterator():
        if (key := tuple(cell)) in cells:
            found[key] = (value, batch)
    return found
