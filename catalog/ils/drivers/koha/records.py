"""Records of Koha, read like those of a MARC file. It has no full-text search to offer."""

import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pymarc import Record
from stdnum import isbn as stdnum_isbn

from catalog import isbn as isbns
from catalog.ils.drivers.transport import Answer, Call
from catalog.ils.errors import ILSProtocolError
from catalog.ils.policies import BATCH, PAGE
from catalog.marc import mapping, marcxml
from catalog.marc.errors import MarcFileError, MarcRecordError
from catalog.marc.fields import Fields
from catalog.marc.profiles import HoldingsProfile
from catalog.marc.types import BibRecord

from .holdings import HoldingsPart

_MARCXML = {"accept": "application/marcxml+xml"}
_MOST = 100


class CataloguePart(HoldingsPart):
    _profile: HoldingsProfile

    def record(self, record_id: str) -> BibRecord:
        path = f"/biblios/{self._number(record_id)}"
        answer = self._session.call(Call("GET", path, PAGE, headers=_MARCXML))
        found = self._records(answer)
        if not found:
            raise ILSProtocolError(f"{answer.call}: no record in the answer")
        return replace(found[0], record_id=record_id)

    def records_by_isbn(self, isbn: str) -> Sequence[BibRecord]:
        good, _bad = isbns.sort_out([isbn])
        if not good:
            return []
        wanted = good[0]
        spellings = [wanted, isbns.hyphenated(wanted)]
        if wanted.startswith("978"):
            spellings.append(stdnum_isbn.to_isbn10(wanted))
        # Koha keeps all ISBNs of a record in one column, spelt as in the record.
        query = {"isbn": [{"-like": f"%{spelling}%"} for spelling in spellings]}
        call = _listing(query, {"_per_page": 20})
        return [bib for bib in self._records(self._session.call(call)) if wanted in bib.isbns]

    def new_arrivals(
        self, since: dt.date, *, limit: int = 50, branch: str = "", clc: str = ""
    ) -> Sequence[BibRecord]:
        """The newest first; Koha filters neither by class nor by library, so that is done here."""
        params: dict[str, str | int] = {
            "_order_by": "-creation_date",
            "_per_page": max(limit, _MOST),
        }
        call = _listing({"creation_date": {">=": str(since)}}, params)
        found = [bib for bib in self._records(self._session.call(call)) if bib.clc.startswith(clc)]
        if branch:
            held = self.availability([bib.record_id for bib in found])
            found = [
                bib
                for bib in found
                if bib.record_id in held
                and any(item.branch == branch for item in held[bib.record_id].items)
            ]
        return found[:limit]

    def _records(self, answer: Answer) -> list[BibRecord]:
        """Every record of *answer* that can be read; one that cannot hides no other."""
        if "xml" not in answer.content_type:
            raise answer.call.lost("not MARCXML: something in between answered")
        found = []
        try:
            for result in marcxml.records(io.BytesIO(answer.body), "utf-8"):
                if isinstance(result, Record):
                    found += self._mapped(result)
        except MarcFileError:
            raise ILSProtocolError(f"{answer.call}: not MARCXML") from None
        return found

    def _mapped(self, record: Record) -> list[BibRecord]:
        try:
            bib, _dialect = mapping.to_bib(Fields.of(record), self._profile)
        except MarcRecordError:
            return []
        return [bib]


def _listing(query: dict[str, Any], params: dict[str, str | int]) -> Call:
    every: dict[str, str | int] = {"q": json.dumps(query), **params}
    return Call("GET", "/biblios", BATCH, every, headers=_MARCXML)
