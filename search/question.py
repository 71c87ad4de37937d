"""What a visitor asks the search page: words, kind, page and chosen facets, whatever was sent."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from search.engine.cleaning import MAX_LENGTH, MAX_TERMS, clean_query, printable

from .kinds import Kind

# The parameter of each facet of the catalogue, and the field of the record it asks for.
FACETS = {
    "class": "clc_top",
    "subclass": "clc_sub",
    "audience": "audience",
    "language": "language",
    "library": "library_codes",
}
MAX_PAGE = 100
_LONGEST_VALUE = 32


@dataclass(frozen=True)
class Question:
    text: str = ""
    kind: Kind = Kind.ALL
    page: int = 1
    facets: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "Question":
        sent, kind = query.get("q", ""), query.get("kind", "")
        text = printable(sent)
        facets = {name: printable(query.get(name, ""), limit=_LONGEST_VALUE) for name in FACETS}
        return cls(
            text=text,
            kind=Kind(kind) if kind in Kind.values else Kind.ALL,
            page=_page_number(query.get("page", "")),
            facets={name: value for name, value in facets.items() if value},
            is_cut=len(sent.strip()) > MAX_LENGTH or len(text.split()) > MAX_TERMS,
        )

    @cached_property
    def words(self) -> str:
        """The text as the index gets it."""
        return clean_query(self.text)

    def address(self, kind: Kind) -> str:
        """The same words among *kind*; facets are of books alone."""
        parameters = {"q": self.text} | ({} if kind == Kind.ALL else {"kind": kind.value})
        if kind == Kind.BOOKS:
            parameters |= self.facets
        return "?" + urlencode(parameters)

    @property
    def is_empty(self) -> bool:
        """Neither words nor, among books, a class or reader group to leaf through."""
        return not self.words and not (self.kind == Kind.BOOKS and self.facets)


def _page_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), MAX_PAGE)
