"""From a search of a reader to CQL. What the reader writes is only ever a quoted term."""

import re
from collections.abc import Mapping
from typing import Final

from stdnum import isbn as standard

from catalog.clc import normalized
from catalog.ils.errors import NotSupported
from catalog.ils.values import SearchQuery
from catalog.isbn import to_isbn13

LONGEST_TERM = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_OPERATORS = re.compile(r'([\\"*?^])')  # of CQL within a quoted term
_NOT_IN_CLASS = re.compile(r"[^A-Z0-9./=+\-]")

# What the indexes of a server are called; the option `indexes` overrules single ones.
INDEXES: Final = {
    "any": "cql.anywhere",
    "title": "title",
    "author": "author",
    "subject": "subject",
    "pinyin": "pinyin",
    "isbn": "isbn",
    "id": "id",
    "clc": "clc",
    "clc_top": "clctop",
    "branch": "branch",
    "year": "year",
    "entered": "entered",
}
SORTS: Final = {"newest": "year/sort.descending", "title": "title"}


class Builder:
    """CQL for one server; *indexes* and *sorts* say what things are called there."""

    def __init__(
        self, indexes: Mapping[str, str] | None = None, sorts: Mapping[str, str] | None = None
    ) -> None:
        self.indexes = {**INDEXES, **(indexes or {})}
        self.sorts = {**SORTS, **(sorts or {})}

    def search(self, query: SearchQuery) -> str:
        """Empty where the reader's text has nothing that could be found."""
        clauses = [*self._filters(query)]
        if query.text.strip():
            if not (asked := self._text(query)):
                return ""
            clauses = [*asked, *clauses]
        return self._sorted(" and ".join(clauses) or "cql.allRecords=1", query.sort)

    def record(self, record_id: str) -> str:
        return f"{self._index('id')}={term(record_id)}"

    def isbn(self, isbn: str) -> str:
        """Old records have the ISBN in ten digits; empty for what is no ISBN."""
        if (isbn13 := to_isbn13(isbn)) is None:
            return ""
        forms = [isbn13]
        if isbn13.startswith("978"):
            forms.append(standard.to_isbn10(isbn13))
        return " or ".join(f"{self._index('isbn')}={term(form)}" for form in forms)

    def entered_since(self, day: str, *, branch: str, clc: str) -> str:
        filters = self._filters(SearchQuery(branch=branch, clc=clc))
        entered = self._index("entered")
        clauses = " and ".join([f"{entered}>={term(day)}", *filters])
        return f"{clauses} sortby {entered}/sort.descending"

    def _text(self, query: SearchQuery) -> list[str]:
        if query.field == "clc":
            return self._class(query.text)
        if query.field == "isbn":
            return [f"({asked})"] if (asked := self.isbn(query.text)) else []
        index = self._index(query.field)
        words = [
            word for word in _OPERATORS.sub(" ", query.text).split() if any(map(str.isalnum, word))
        ]
        return [f"{index}={term(word)}" for word in words]

    def _filters(self, query: SearchQuery) -> list[str]:
        found = []
        if query.clc:
            found += self._class(query.clc)
        if query.branch:
            found.append(f"{self._index('branch')}={term(query.branch)}")
        if query.year_from:
            found.append(f"{self._index('year')}>={int(query.year_from)}")
        if query.year_to:
            found.append(f"{self._index('year')}<={int(query.year_to)}")
        return found

    def _class(self, number: str) -> list[str]:
        """A class with all below it. Indexes of exact tokens heed case; class numbers are upper."""
        wanted = _NOT_IN_CLASS.sub("", normalized(number))
        if not wanted:
            return []
        if len(wanted) == 1:
            return [f"{self._index('clc_top')}={term(wanted)}"]
        return [f'{self._index("clc")}="{wanted}*"']

    def _sorted(self, clauses: str, sort: str) -> str:
        key = self.sorts.get(sort, "")
        return f"{clauses} sortby {key}" if key else clauses

    def _index(self, field: str) -> str:
        if not (name := self.indexes.get(field, "")):
            raise NotSupported(f"this server has no index for {field}")
        return name


def term(text: str) -> str:
    """*text* in quotes; what CQL would take for an operator is a character like any other."""
    plain = _CONTROL.sub(" ", text).strip()[:LONGEST_TERM]
    return '"' + _OPERATORS.sub(r"\\\1", plain) + '"'
