"""SRU as a catalogue: search, records by number or ISBN, new arrivals."""

import datetime as dt
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from catalog.ils.capabilities import Capability
from catalog.ils.drivers.web import Site
from catalog.ils.errors import ILSConfigError, ILSProtocolError, NotFound
from catalog.ils.policies import BATCH, PAGE, Policy
from catalog.ils.values import SearchPage, SearchQuery
from catalog.marc import mapping
from catalog.marc.errors import MarcRecordError
from catalog.marc.marcxml import fields_of
from catalog.marc.profiles import PROFILES
from catalog.marc.types import BibRecord

from .answer import Answer, parse
from .cql import Builder

log = logging.getLogger(__name__)

MOST = 100  # records of one answer


class SruCatalogue:
    """*base_url* with the *database* behind it is the address; *schema* is what the server calls
    MARCXML. *indexes* and *sorts* name its indexes where they differ from `cql.INDEXES`.
    """

    name = "sru"
    capabilities = frozenset(
        {
            Capability.SEARCH,
            Capability.RECORD,
            Capability.ISBN_LOOKUP,
            Capability.NEW_ARRIVALS,
        }
    )

    def __init__(
        self,
        *,
        base_url: str,
        database: str = "",
        version: str = "1.2",
        schema: str = "marcxml",
        profile: str = "905-cn",
        indexes: Mapping[str, str] | None = None,
        sorts: Mapping[str, str] | None = None,
        user: str = "",
        password: str = "",
    ) -> None:
        if profile not in PROFILES:
            raise ILSConfigError(f"there is no holdings profile {profile}")
        address = f"{base_url.rstrip('/')}/{database}" if database else base_url
        self.site = Site(address, user=user, password=password)
        self.version, self.schema, self.profile = version, schema, PROFILES[profile]
        self.cql = Builder(indexes, sorts)

    def ping(self) -> None:
        self._ask("cql.allRecords=1", count=1)

    def search(self, query: SearchQuery) -> SearchPage:
        per_page = min(query.per_page, MOST)
        page = max(query.page, 1)
        if not (cql := self.cql.search(query)):
            return SearchPage(0, (), page, per_page)
        answer = self._ask(cql, start=(page - 1) * per_page + 1, count=per_page)
        return SearchPage(answer.total, tuple(self._records(answer)), page, per_page)

    def record(self, record_id: str) -> BibRecord:
        for bib in self._records(self._ask(self.cql.record(record_id), count=1)):
            return bib
        raise NotFound("no such record")

    def records_by_isbn(self, isbn: str) -> Sequence[BibRecord]:
        if not (cql := self.cql.isbn(isbn)):
            return ()
        return tuple(self._records(self._ask(cql, count=20)))

    def new_arrivals(
        self, since: dt.date, *, limit: int = 50, branch: str = "", clc: str = ""
    ) -> Sequence[BibRecord]:
        cql = self.cql.entered_since(f"{since:%Y%m%d}", branch=branch, clc=clc)
        return tuple(self._records(self._ask(cql, count=min(limit, MOST), policy=BATCH)))

    def _ask(self, cql: str, *, start: int = 1, count: int, policy: Policy = PAGE) -> Answer:
        body = self.site.get(
            {
                "version": self.version,
                "operation": "searchRetrieve",
                "query": cql,
                "startRecord": str(start),
                "maximumRecords": str(count),
                "recordSchema": self.schema,
            },
            policy,
        )
        answer = parse(body)
        if answer.total and start <= answer.total and not answer.records:
            raise ILSProtocolError("the server hands out no MARCXML")
        return answer

    def _records(self, answer: Answer) -> Iterator[BibRecord]:
        """A record that cannot be read is left out: the others are worth showing."""
        for element in answer.records:
            if (bib := self._record(element)) is not None:
                yield bib

    def _record(self, element: Any) -> BibRecord | None:
        try:
            bib, _dialect = mapping.to_bib(fields_of(element), self.profile)
        except MarcRecordError as error:
            log.warning("a record of %s cannot be read: %s", self.name, error)
            return None
        return bib
