"""Which batches the numbers of a year come from."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from portal.core.models import Library
from reports.figures.enums import BatchKind
from reports.figures.models import Batch, Fact, Indicator

from .cube import below, codes_of, known
from .keeping import kept


@dataclass(frozen=True, slots=True)
class Origin:
    """*facts* numbers of the year were written by this batch."""

    batch: int
    kind: str
    label: str
    created_at: dt.datetime
    facts: int

    @property
    def kind_label(self) -> str:
        return str(BatchKind(self.kind).label)


def provenance(
    indicators: Iterable[Indicator | str],
    year: int,
    library: Library | None = None,
    *,
    alone: bool = False,
) -> dict[str, list[Origin]]:
    """By code, the batches whose numbers hold in *year*, latest first; of a ratio, of its parts."""
    codes = codes_of(indicators)
    return kept(
        "provenance",
        codes,
        year,
        library and library.pk,
        alone,
        make=lambda: _provenance(codes, year, library, alone=alone),
    )


def _provenance(
    codes: list[str], year: int, library: Library | None, *, alone: bool
) -> dict[str, list[Origin]]:
    rows = known(codes)
    parts = {row.code: _stored(row) for row in rows}
    facts = Fact.objects.filter(
        value__isnull=False,
        indicator__in={pk for pks in parts.values() for pk in pks},
        start__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)),
    )
    if library is not None:
        facts = facts.filter(library__in=[library.pk] if alone else below(library))
    counted = list(facts.values_list("indicator", "batch").annotate(Count("pk")).order_by())
    batches = Batch.objects.in_bulk({batch for _indicator, batch, _count in counted})
    return {
        code: _origins([row for row in counted if row[0] in pks], batches)
        for code, pks in parts.items()
    }


def _stored(row: Indicator) -> set[int]:
    return {pk for pk in (row.numerator_id, row.denominator_id) if pk} or {row.pk}


def _origins(counted: list[tuple[int, int, int]], batches: dict[int, Batch]) -> list[Origin]:
    facts: dict[int, int] = {}
    for _indicator, batch, count in counted:
        facts[batch] = facts.get(batch, 0) + count
    return [
        Origin(pk, batches[pk].kind, batches[pk].label, batches[pk].created_at, count)
        for pk, count in sorted(facts.items(), reverse=True)
    ]
