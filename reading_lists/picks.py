"""What a reader may narrow the books of one list by: where they can be had now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from catalog.selectors import Availability
from portal.core.models import Library


@dataclass(frozen=True, slots=True)
class ListedBook:
    """A book of a list with what the catalogue knows of its copies."""

    record: Any
    note: str
    availability: Availability

    @property
    def is_on_shelf(self) -> bool:
        return self.availability.on_shelf > 0

    def is_on_shelf_in(self, library: Library) -> bool:
        return self.is_on_shelf and library in self.availability.libraries


@dataclass(frozen=True, slots=True)
class Pick:
    """The libraries offered are those where something of the list stands on the shelf."""

    libraries: Sequence[Library]
    library: Library | None = None
    on_shelf: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str], books: Iterable[ListedBook]) -> Self:
        libraries = {
            library.slug: library
            for book in books
            if book.is_on_shelf
            for library in book.availability.libraries
        }
        return cls(
            libraries=sorted(libraries.values(), key=lambda each: (each.level, each.position)),
            library=libraries.get(query.get("branch", "")),
            on_shelf=bool(query.get("shelf")),
        )

    @property
    def is_active(self) -> bool:
        return self.on_shelf or self.library is not None

    def apply(self, books: Iterable[ListedBook]) -> list[ListedBook]:
        chosen = list(books)
        if self.library:
            chosen = [book for book in chosen if book.is_on_shelf_in(self.library)]
        if self.on_shelf:
            chosen = [book for book in chosen if book.is_on_shelf]
        return chosen
