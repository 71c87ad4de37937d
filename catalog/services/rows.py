"""From a mapped MARC record to the rows it becomes."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter

from catalog.enums import ReaderGroup
from catalog.marc import mapping
from catalog.marc.types import BibRecord, Item
from catalog.models import Record
from catalog.pinyin import sort_key

_GROUPS = frozenset(ReaderGroup.values)
_NOT_STORED = {"id", "work", "content_hash", "created_at", "updated_at"}
_stored = attrgetter(
    *(field.name for field in Record._meta.concrete_fields if field.name not in _NOT_STORED)
)


@dataclass(slots=True)
class RecordRows:
    """A record as it is to stand in the catalogue, not saved yet."""

    record: Record
    work_key: str
    items: list[tuple[int, Item]]  # library key and copy
    unknown_libraries: Counter[str]


def to_rows(bib: BibRecord, *, source: str, libraries: Mapping[str, int]) -> RecordRows:
    """Rows for *bib*; *libraries* leads from location codes to keys of Library.

    Copies in a library nobody knows are counted, not kept. The fingerprint covers what will be
    stored, so that a library added later makes the record a changed one.
    """
    items, unknown = [], Counter[str]()
    for item in bib.items:
        if key := libraries.get(item.library_code):
            items.append((key, item))
        else:
            unknown[item.library_code] += 1
    record = Record(
        source=source,
        record_id=bib.record_id,
        title=bib.title,
        subtitle=bib.subtitle,
        volume=bib.volume,
        other_titles=bib.other_titles,
        creators=[
            {
                "name": creator.name,
                "role": creator.role,
                "is_main": creator.is_main,
                "country": creator.country,
            }
            for creator in bib.creators
        ],
        authors_text=bib.authors_text,
        edition=bib.edition,
        place=bib.place,
        publisher=bib.publisher,
        year=bib.year,
        extent=bib.extent,
        series=bib.series,
        summary=bib.summary,
        subjects=bib.subjects,
        clc=bib.clc,
        clc_top=bib.clc_top,
        language=bib.language,
        original_language=bib.original_language,
        audience=bib.audience if bib.audience in _GROUPS else "",
        price=bib.price,
        isbn13=bib.isbns,
        bad_isbns=bib.bad_isbns,
        library_codes=list(dict.fromkeys(item.library_code for _key, item in items)),
        entered=bib.entered,
        is_withdrawn=bib.is_withdrawn,
        title_pinyin=sort_key(bib.title, bib.volume),
    )
    record.content_hash = _fingerprint(record, items)
    return RecordRows(record, work_key(bib, source), items, unknown)


def work_key(bib: BibRecord, source: str) -> str:
    """The same for all editions of a work: title and first author without marks and spaces.

    The volume does not count. Without an author a title says too little: "Selected poems" is a work
    of its own in each record.
    """
    author = next((creator.name for creator in bib.creators if creator.is_main), "")
    text = unicodedata.normalize("NFKC", f"{bib.title}\t{author}").lower()
    kept = "".join(char for char in text if char.isalnum() or char == "\t")
    if kept.endswith("\t"):
        kept = f"{source}\t\t{bib.record_id}"
    return blake2b(kept.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _fingerprint(record: Record, items: list[tuple[int, Item]]) -> str:
    copies = [
        (key, item.call_number, item.area, item.shelf, item.barcode, item.status)
        for key, item in items
    ]
    text = repr((mapping.VERSION, list(_stored(record)), copies))
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
