"""Whether a book can be had now, and where: values that pages show, whoever told of the copies.

What is said is dated, and has three answers: a copy is there, none is, nobody knows. Copies whose
place is not known never count as on the shelf.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalog.enums import HoldingStatus
from catalog.ils.values import Freshness
from portal.core.hours import OpenStatus
from portal.core.models import Library

SHOWN_LIBRARIES = 2


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy; *due* is when a reader must bring it back, *seen_at* when its shelf was read."""

    library: Library
    status: str = HoldingStatus.UNKNOWN
    call_number: str = ""
    area: str = ""
    shelf: str = ""
    barcode: str = ""
    due: dt.date | None = None
    seen_at: dt.datetime | None = None

    @property
    def is_on_shelf(self) -> bool:
        return self.status == HoldingStatus.AVAILABLE

    @property
    def status_label(self) -> str:
        return str(HoldingStatus(self.status).label)


@dataclass(frozen=True, slots=True)
class Availability:
    """The copies of one book, and from when that is known.

    *is_silent*: the library system was asked and did not answer. *is_unheard*: it would know
    better, and has not said anything.
    """

    items: tuple[Copy, ...] = ()
    freshness: Freshness = Freshness.STATIC
    as_of: dt.datetime | None = None
    queue: int = 0
    is_silent: bool = False
    is_unheard: bool = False

    @property
    def statuses(self) -> Counter[str]:
        return Counter(str(copy.status) for copy in self.items)

    @property
    def copies(self) -> int:
        return sum(copy.status != HoldingStatus.LOST for copy in self.items)

    @property
    def on_shelf(self) -> int:
        return sum(copy.is_on_shelf for copy in self.items)

    @property
    def is_available(self) -> bool | None:
        """None where nobody knows."""
        if self.on_shelf:
            is_hearsay = self.is_silent or self.is_unheard
            return None if is_hearsay and self.freshness == Freshness.STATIC else True
        return None if self.statuses[HoldingStatus.UNKNOWN] else False

    @property
    def libraries(self) -> tuple[Library, ...]:
        """With a copy on the shelf, or with any copy if none has."""
        places: dict[Library, bool] = {}
        for copy in self.items:
            if copy.status != HoldingStatus.LOST:
                places[copy.library] = places.get(copy.library, False) or copy.is_on_shelf
        on_shelf = tuple(library for library, is_there in places.items() if is_there)
        return on_shelf or tuple(places)

    @property
    def by_library(self) -> "list[LibraryCopies]":
        """Main libraries first, then branches in their order."""
        ordered = sorted(self.items, key=_place)
        return [
            LibraryCopies(library, replace(self, items=tuple(copies), queue=0))
            for library, copies in groupby(ordered, key=lambda copy: copy.library)
        ]

    @property
    def _mark(self) -> tuple[str, str, str]:
        """Pigment, icon and words."""
        statuses = self.statuses
        if self.on_shelf and self.is_available is None:
            return "ink", "help", _("On the shelf when last heard of")
        if self.on_shelf:
            words = ngettext("%(count)d on the shelf", "%(count)d on the shelf", self.on_shelf)
            return "malachite", "check", words % {"count": self.on_shelf}
        if statuses[HoldingStatus.REFERENCE]:
            return "azurite", "eye", _("To be read in the library")
        if statuses[HoldingStatus.UNKNOWN]:
            return "ink", "help", _("Ask at the desk")
        if self.copies:
            return "gamboge", "hourglass", _("All copies are out")
        return "mute", "info", _("No copies")

    @property
    def pigment(self) -> str:
        return self._mark[0]

    @property
    def icon(self) -> str:
        return self._mark[1]

    @property
    def text(self) -> str:
        return self._mark[2]

    @property
    def where(self) -> str:
        """The first libraries by name and the number of all of them."""
        libraries = self.libraries
        labels = [library.short_label for library in libraries[:SHOWN_LIBRARIES]]
        names = pgettext("between names", ", ").join(labels)
        if len(libraries) <= SHOWN_LIBRARIES:
            return names
        return _("%(names)s and others, %(count)d libraries") % {
            "names": names,
            "count": len(libraries),
        }

    @property
    def next_due(self) -> dt.date | None:
        """When the first copy that is out should be back, where no copy is in."""
        if self.on_shelf:
            return None
        return min((copy.due for copy in self.items if copy.due), default=None)

    @property
    def knowledge(self) -> str:
        """From when this is known, in a sentence; empty where nobody can tell."""
        if self.freshness == Freshness.STATIC:
            return self._static_knowledge()
        moment = self.as_of or timezone.now()
        words = (
            _("The library system does not answer. As of %(time)s.")
            if self.freshness == Freshness.STALE
            else _("As of %(time)s.")
        )
        return words % {"time": _clock(moment)}

    def _static_knowledge(self) -> str:
        date = self.as_of and date_format(timezone.localdate(self.as_of), "DATE_FORMAT")
        if not self.is_silent:
            return _("As the catalogue knew on %(date)s.") % {"date": date} if date else ""
        if not date:
            return _("The library system does not answer.")
        return _("The library system does not answer. As the catalogue knew on %(date)s.") % {
            "date": date
        }

    @property
    def is_behind(self) -> bool:
        """Whether the library system should have said more than this."""
        return self.is_silent or self.freshness == Freshness.STALE


@dataclass(frozen=True, slots=True)
class LibraryCopies:
    """The copies of one book in one library, whether it is open, and where its page is."""

    library: Library
    availability: Availability
    status: OpenStatus | None = None
    url: str = ""

    @property
    def copies(self) -> tuple[Copy, ...]:
        return self.availability.items


@dataclass(frozen=True, slots=True)
class Knowledge:
    """From when a whole list is known: as its oldest answer."""

    text: str = ""
    is_behind: bool = False

    @classmethod
    def of(cls, found: Iterable[Availability]) -> "Knowledge":
        answers = list(found)
        if not answers:
            return cls()
        worst = min(answers, key=_trust)
        return cls(worst.knowledge, worst.is_behind)


_ORDER = (Freshness.STATIC, Freshness.STALE, Freshness.CACHED, Freshness.LIVE)


def _trust(answer: Availability) -> tuple[bool, int, float]:
    stamp = answer.as_of.timestamp() if answer.as_of else 0.0
    return not answer.is_silent, _ORDER.index(answer.freshness), stamp


def _place(copy: Copy) -> tuple[int, int, int, str]:
    library = copy.library
    return library.level, library.position, library.pk, copy.call_number


def _clock(moment: dt.datetime) -> str:
    """The time of day, with its date where that is not today's."""
    local = timezone.localtime(moment)
    time = f"{local.hour}:{local.minute:02}"
    if local.date() == timezone.localdate():
        return time
    return f"{date_format(local.date(), 'DATE_FORMAT')} {time}"
