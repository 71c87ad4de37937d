"""The counts beside the options: how many dates each would leave under the other filters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from events.selectors.summary import Cell

from .choices import BRANCH, CHOICES, Option


@dataclass(slots=True)
class Facets:
    """`total` fits all that was chosen; `without` what fits all but one of the filters; `open` is
    how many of the dates of each library somebody can still come to.
    """

    total: int = 0
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {choice.name: Counter() for choice in CHOICES}
    )
    without: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)

    def labelled(self, name: str, options: Iterable[Option]) -> list[Option]:
        counts = self.counts[name]
        return [replace(option, count=counts[option.value]) for option in options]


def count_facets(cells: Iterable[Cell], chosen: Mapping[str, list[str]]) -> Facets:
    """Count *cells* once for all filters.

    An option is counted among what fits the other filters. So a cell that fits all counts for every
    filter, and one that a single filter refuses counts for that one, unless a further option would
    not bring it back.
    """
    facets = Facets()
    asked = [(choice, values) for choice in CHOICES if (values := chosen.get(choice.name))]
    for cell in cells:
        refused = [choice for choice, values in asked if not choice.accepts(cell.terms, values)]
        if not refused:
            facets.total += cell.count
        if len(refused) > 1:
            continue
        for choice, _values in asked:
            if refused in ([], [choice]):
                facets.without[choice.name] += cell.count
        for choice in refused or CHOICES:
            if refused and choice.is_narrowing:
                continue
            for term in cell.terms[choice.name]:
                facets.counts[choice.name][term] += cell.count
        if refused in ([], [BRANCH]) and cell.terms["places"]:
            facets.open.update(dict.fromkeys(cell.terms["branch"], cell.count))
    return facets
