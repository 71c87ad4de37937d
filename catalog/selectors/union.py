"""What the union catalogue has that ours does not: asked live, for those who found nothing."""

import logging
from dataclasses import dataclass

from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSError, NotFound
from catalog.ils.values import SearchPage, SearchQuery
from catalog.isbn import to_isbn13
from catalog.marc.types import BibRecord
from catalog.models import Record
from catalog.systems import ils, source

log = logging.getLogger(__name__)
PER_PAGE = 20
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class UnionHit:
    """A record elsewhere, and ours where we have it already."""

    bib: BibRecord
    record: Record | None

    @property
    def libraries(self) -> int:
        """How many libraries hold a copy, as far as the record says."""
        return len({item.library_code for item in self.bib.items})


@dataclass(frozen=True, slots=True)
class UnionAnswer:
    """*is_silent*: the catalogue did not answer in time."""

    total: int = 0
    hits: tuple[UnionHit, ...] = ()
    is_silent: bool = False


def can_ask_union() -> bool:
    """Whether a catalogue elsewhere is set up to be searched and its records to be taken over."""
    return ils().can(Capability.SEARCH) and ils().can(Capability.RECORD)


def union_answer(text: str, page: int = 1) -> UnionAnswer:
    """One call and one query, and an answer whatever becomes of the call."""
    field = "isbn" if to_isbn13(text) else "any"
    try:
        found = ils().search(SearchQuery(text, field, page=page, per_page=PER_PAGE))
    except ILSError as error:
        log.warning("union catalogue: %s", type(error).__name__)
        return UnionAnswer(is_silent=True)
    return UnionAnswer(found.total, _hits(found))


def union_record(record_id: str) -> BibRecord | None:
    """Nothing where the catalogue does not answer; raises NotFound where it has no such record."""
    try:
        return ils().record(record_id)
    except NotFound:
        raise
    except ILSError as error:
        log.warning("union catalogue: %s", type(error).__name__)
        return None


def mirrored(record_id: str) -> Record | None:
    return Record.objects.filter(source=source(), record_id=record_id).first()


def _hits(found: SearchPage) -> tuple[UnionHit, ...]:
    ours = Record.objects.filter(
        source=source(), record_id__in=[bib.record_id for bib in found.records]
    )
    known = {record.record_id: record for record in ours}
    return tuple(UnionHit(bib, known.get(bib.record_id)) for bib in found.records)
