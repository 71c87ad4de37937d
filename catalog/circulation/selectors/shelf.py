"""What a desk has to fetch, to expect and to hand out."""

from dataclasses import dataclass

from catalog.circulation.models import Hold
from portal.core.models import Library

from .copies import Copy, shelves


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A reader waits, and a copy stands on the shelf here."""

    hold: Hold
    copy: Copy


def kept_at(library: Library) -> list[Hold]:
    """The shelf of holds, and what is on its way to it; the first to be given back stands first."""
    holds = Hold.objects.trapped().filter(pickup=library)
    rows = holds.select_related("record", "patron").order_by("-state", "pickup_until", "pk")
    return list(rows)


def to_fetch(library: Library, limit: int = 100) -> list[ToFetch]:
    """The first in each queue whose book stands here, wherever it will be picked up."""
    waiting = Hold.objects.waiting().filter(record__holdings__library=library).distinct()
    holds = list(waiting.select_related("record", "pickup")[:limit])
    copies = shelves({hold.record_id for hold in holds})
    found, seen = [], set()
    for hold in holds:
        free = [copy for copy in copies[hold.record_id].free if copy.place == library]
        if free and hold.record_id not in seen:
            seen.add(hold.record_id)
            found.append(ToFetch(hold, free[0]))
    return found
