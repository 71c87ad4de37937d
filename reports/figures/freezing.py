"""Numbers that stay as they were on a day, with their provenance, and what has changed since.

A frozen table is plain JSON, so that it may stand in a page's stream or a file for decades.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from portal.core.models import Library
from reports.figures import selectors
from reports.figures.models import Indicator

Snapshot = dict[str, Any]
_DESCRIBED = (
    "name", "name_en", "definition", "definition_en", "unit", "unit_en", "decimals", "standard",
    "source", "combine",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A number that differs from the frozen one; *library* is "" for the whole network."""

    code: str
    library: str
    frozen: Decimal | None
    now: Decimal | None
    batches: list[selectors.Origin]  # those that have come since


def snapshot(
    indicators: Iterable[Indicator | str], year: int, libraries: Iterable[Library] | None = None
) -> Snapshot:
    """The figures of *year* as they are now: whole network, and each of *libraries* by itself.

    Every library where none are named.
    """
    codes = selectors.codes_of(indicators)
    shown = list(Library.objects.all() if libraries is None else libraries)
    total = selectors.values(codes, year)
    single = selectors.by_libraries(codes, year)
    origins = selectors.provenance(codes, year)
    return {
        "year": year,
        "taken_at": timezone.now().isoformat(),
        "libraries": {one.code: {"name": one.name, "name_en": one.name_en} for one in shown},
        "figures": {
            row.code: {
                **{name: getattr(row, name) for name in _DESCRIBED},
                **_number(total[row.code]),
                "libraries": {
                    one.code: _number(single[row.code].get(one.pk, selectors.NOTHING))
                    for one in shown
                },
                "batches": [_batch(origin) for origin in origins[row.code]],
            }
            for row in selectors.known(codes)
        },
    }


def changes_since(frozen: Snapshot) -> list[Change]:
    """Which numbers differ now from those of *frozen*, and the batches that have come since."""
    codes = list(frozen["figures"])
    total = selectors.values(codes, frozen["year"])
    single = selectors.by_libraries(codes, frozen["year"])
    origins = selectors.provenance(codes, frozen["year"])
    keys = dict(Library.objects.values_list("code", "pk"))
    changes = []
    for code, figure in frozen["figures"].items():
        known = {batch["id"] for batch in figure["batches"]}
        since = [origin for origin in origins.get(code, []) if origin.batch not in known]
        now = {"": total.get(code, selectors.NOTHING)} | {
            library: single.get(code, {}).get(keys.get(library, 0), selectors.NOTHING)
            for library in figure["libraries"]
        }
        before = {"": figure, **figure["libraries"]}
        changes += [
            Change(code, library, _amount(before[library]), value.amount, since)
            for library, value in now.items()
            if _amount(before[library]) != value.amount
        ]
    return changes


def _number(value: selectors.Value) -> dict[str, Any]:
    amount = None if value.amount is None else str(value.amount)
    return {"value": amount, "of_libraries": value.libraries, "of_months": value.months}


def _amount(number: dict[str, Any]) -> Decimal | None:
    return None if number["value"] is None else Decimal(number["value"])


def _batch(origin: selectors.Origin) -> dict[str, Any]:
    return {
        "id": origin.batch,
        "kind": origin.kind,
        "label": origin.label,
        "created_at": origin.created_at.isoformat(),
    }
