"""The network of libraries as the map and the lists beside it show it.

In the order of the tree, numbered, each with its page and whether it is open.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.core import generation
from portal.core.bilingual import localized
from portal.core.hours import DayPlan, OpenStatus, Timetable
from portal.core.models import ClosureDay, Library
from portal.core.schematic import Place
from portal.core.selectors.libraries import timetabled


@dataclass(frozen=True, slots=True)
class Entry:
    """One library; `url` is empty as long as it has no page in the language."""

    number: int
    parent: int | None  # the number of the library it belongs to
    library: Library
    url: str
    timetable: Timetable
    status: OpenStatus
    today: DayPlan

    @property
    def name(self) -> str:
        return self.library.label

    @property
    def address(self) -> str:
        return localized(self.library, "address")

    @property
    def directions(self) -> str:
        return localized(self.library, "directions")

    @property
    def is_main(self) -> bool:
        return self.library.level == Library.Level.MAIN

    @property
    def is_room(self) -> bool:
        return self.library.level == Library.Level.ROOM

    @property
    def state(self) -> str:
        """Two or three words: open, or when it opens."""
        return str(_("Open now")) if self.status.is_open else self.status.next_label

    @property
    def hours_today(self) -> str:
        """Today's hours while they still matter: it is open, or opens later today."""
        opens = self.status.opens_next
        matters = self.status.is_open or (opens and opens.date() == self.status.moment.date())
        return str(self.today) if matters else ""

    @property
    def place(self) -> Place:
        return Place(
            number=self.number,
            name=self.name,
            url=self.url or f"#{self.library.slug}",
            latitude=float(self.library.latitude),
            longitude=float(self.library.longitude),
            is_main=self.is_main,
            is_open=self.status.is_open,
            state=self.state,
            note=f"{self.today} · {self.address}",
            parent=self.parent,
        )


@dataclass(frozen=True, slots=True)
class _Member:
    """What of an entry holds until somebody changes it."""

    number: int
    parent: int | None
    library: Library
    url: str
    timetable: Timetable

    def at(self, moment: dt.datetime) -> Entry:
        status = self.timetable.status_at(moment)
        today = self.timetable.on(status.moment.date())
        return Entry(
            self.number, self.parent, self.library, self.url, self.timetable, status, today
        )


def network(language: str, moment: dt.datetime) -> list[Entry]:
    """Each main library followed by what belongs to it."""
    members = generation.kept(f"network:{language}", partial(_members, language))
    return [member.at(moment) for member in members]


def _members(language: str) -> list[_Member]:
    closure_days = list(ClosureDay.objects.ahead_of(timezone.now()))
    with override(language):
        timetables = {row.pk: row.timetable(closure_days) for row in timetabled()}
    # Anew, so that what decides about the hours is not kept twice.
    rows = list(_in_tree_order(Library.objects.select_related("parent")))
    numbers = {library.pk: number for number, library in enumerate(rows, start=1)}
    urls = page_urls(language)
    return [
        _Member(
            number=numbers[library.pk],
            parent=numbers.get(library.parent_id),
            library=library,
            url=urls.get(library.pk, ""),
            timetable=timetables[library.pk],
        )
        for library in rows
    ]


def page_urls(language: str) -> dict[int, str]:
    """The addresses of the libraries' pages, by library."""
    pages = apps.get_model("home", "LibraryPage").objects.live()
    rows = pages.filter(locale__language_code=language).only("library", "url_path")
    return {page.library_id: page.get_url() or "" for page in rows}


def _in_tree_order(rows: Iterable[Library]) -> Iterator[Library]:
    children = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)

    def below(parent_id: int | None) -> Iterator[Library]:
        for row in children[parent_id]:
            yield row
            yield from below(row.pk)

    return below(None)
