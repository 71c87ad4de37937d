"""What's on by library: how many dates each has, on the sketch of the network and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import ngettext

from events.filters import Facets, Filters
from portal.core.models import Library
from portal.core.schematic import Place
from portal.core.selectors import libraries

MOST = 999


@dataclass(frozen=True, slots=True)
class Places:
    """`elsewhere` counts the dates at no library; `current` is the place that was chosen."""

    places: list[Place]
    elsewhere: int
    current: int | None = None


def read_places(filters: Filters, facets: Facets) -> Places:
    """All libraries with their counts under the filters but that of the library; one query."""
    rows = list(libraries().prefetch_related(None))
    numbers = {row.pk: number for number, row in enumerate(rows, 1)}
    counts = facets.counts["branch"]
    chosen = filters.chosen.get("branch", [])
    places = [
        _place(row, counts[row.slug], facets.open[row.slug], filters, numbers) for row in rows
    ]
    current = [numbers[row.pk] for row in rows if row.slug in chosen]
    everywhere = facets.without["branch"] if chosen else facets.total
    return Places(
        places,
        max(everywhere - sum(counts.values()), 0),
        current[0] if len(current) == 1 else None,
    )


def _place(
    library: Library, count: int, can_come: int, filters: Filters, numbers: dict[int, int]
) -> Place:
    text = ngettext("%(count)s event", "%(count)s events", count) % {"count": count}
    note = ""
    if can_come < count:
        note = ngettext("%(count)s with places left", "%(count)s with places left", can_come)
        note %= {"count": can_come}
    return Place(
        number=numbers[library.pk],
        name=library.short_label,
        url=_list_of(library.slug, filters) if count else "",
        latitude=float(library.latitude),
        longitude=float(library.longitude),
        is_main=library.level == Library.Level.MAIN,
        is_open=count > 0,
        state=text,
        note=note,
        parent=numbers.get(library.parent_id or 0),
        mark=f"{MOST}+" if count > MOST else str(count),
    )


def _list_of(slug: str, filters: Filters) -> str:
    pairs: Iterable[tuple[str, str]] = (
        pair for pair in [*filters.pairs, *filters.day_pairs] if pair[0] != "branch"
    )
    return "?" + urlencode([("branch", slug), *pairs])
