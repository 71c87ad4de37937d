"""What is asked before a hold: where it can be picked up, and whether another edition is in."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalog import selectors as catalogue
from catalog.borrowing.models import LinkedCard
from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSError
from catalog.ils.values import Availability
from catalog.models import Record
from catalog.systems import ils
from portal.core.models import Library


@dataclass(frozen=True, slots=True)
class Wish:
    """A book a reader wants to be kept. *libraries* stand in the order in which they are near."""

    book: Record
    card: LinkedCard
    libraries: Sequence[Library] = ()
    copies: Availability | None = None
    other_editions: Sequence[Record] = ()  # of which a copy can be had now
    is_away: bool = False

    @property
    def is_on_shelf(self) -> bool:
        return self.copies is not None and self.copies.available is True

    @property
    def is_out(self) -> bool:
        """For certain: where nobody knows, nothing is said."""
        return self.copies is not None and self.copies.available is False

    @property
    def queue(self) -> int:
        return self.copies.queue if self.copies else 0

    @property
    def home(self) -> Library | None:
        return self.libraries[0] if self.libraries else None


def wish(book: Record, card: LinkedCard) -> Wish:
    """Two calls to the library system: pick-up places, and the copies of all editions at once."""
    patron, system = card.patron, ils()
    if patron is None:
        return Wish(book, card, is_away=True)
    try:
        libraries = _nearest_first(card, book)
    except ILSError:
        return Wish(book, card, is_away=True)
    editions = [each for each in catalogue.other_editions(book) if each.source == book.source]
    known = system.availability([book.record_id, *(each.record_id for each in editions)])
    return Wish(
        book,
        card,
        libraries=libraries,
        copies=known.get(book.record_id),
        other_editions=[each for each in editions if _is_in(known, each)],
    )


def _is_in(known: Mapping[str, Availability], book: Record) -> bool:
    copies = known.get(book.record_id)
    return copies is not None and copies.available is True


def _nearest_first(card: LinkedCard, book: Record) -> list[Library]:
    """The home library of the card, then the others by how far they are from it."""
    patron, system = card.patron, ils()
    if patron is None or not system.can(Capability.HOLD_PICKUP_CHOICE):
        return []
    codes = system.pickup_branches(patron, book.record_id)
    libraries = list(Library.objects.filter(code__in=codes))
    home = Library.objects.filter(code=patron.home_branch).first()
    if home is None:
        return libraries
    return sorted(libraries, key=lambda each: (each != home, _metres(home, each)))


def _metres(one: Library, other: Library) -> float:
    """Good enough to put libraries of one city in order."""
    north = float(one.latitude - other.latitude) * 111_000
    east = float(one.longitude - other.longitude) * 111_000
    return math.hypot(north, east * math.cos(math.radians(float(one.latitude))))
