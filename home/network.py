"""The network of libraries as the map and the lists beside it show it.

In the order of the tree, numbered, each with its page and whether it is open.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext as _

from portal.core.bilingual import localized
from portal.core.hours import DayPlan, OpenStatus
from portal.core.models import Library
from portal.core.schematic import Place
from portal.core.selectors.libraries import timetabled, with_status


@dataclass(frozen=True, slots=True)
class Entry:
    """One library; `url` is empty as long as it has no page in the language."""

    number: int
    parent: int | None  # the number of the library it belongs to
    library: Library
    url: str
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


def network(language: str, moment: dt.datetime) -> list[Entry]:
    """Each main library followed by what belongs to it."""
    rows = list(_in_tree_order(with_status(timetabled(), moment)))
    numbers = {library.pk: number for number, library in enumerate(rows, start=1)}
    urls = page_urls(language)
    return [
        Entry(
            number=numbers[library.pk],
            parent=numbers.get(library.parent_id),
            library=library,
            url=urls.get(library.pk, ""),
            status=library.status,
            today=library.timetable_now.on(library.status.moment.date()),
        )
        for library in rows
    ]


def page_urls(language: str) -> dict[int, str]:
    """The addresses of the libraries' pages, by library."""
    pages = apps.get_model("home", "LibraryPage").objects.live()
    rows = pages.filter(locale__language_code=language).only("library", "url_path")
    return {page.library_id: page.get_url() or "" for page in rows}


def _in_tree_order(rows: list[Library]) -> Iterator[Library]:
    children = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)

    def below(parent_id: int | None) -> Iterator[Library]:
        for row in children[parent_id]:
            yield row
            yield from below(row.pk)

    return below(None)
