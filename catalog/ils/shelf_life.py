"""How long answers of a library system are kept: fresh, and for when it does not answer."""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """Seconds: younger than *fresh* nobody is asked, younger than *stale* it stands in."""

    fresh: int
    stale: int


AVAILABILITY = ShelfLife(fresh=45, stale=15 * MINUTE)
RECORD = ShelfLife(fresh=6 * HOUR, stale=7 * DAY)
SEARCH = ShelfLife(fresh=MINUTE, stale=10 * MINUTE)
ISBN = ShelfLife(fresh=HOUR, stale=DAY)
NEW_ARRIVALS = ShelfLife(fresh=15 * MINUTE, stale=DAY)
STATISTICS = ShelfLife(fresh=6 * HOUR, stale=7 * DAY)
