"""The records that all test servers of library systems speak of.

They come from the sample catalogue, from a place where every record has a number of its own in its
control number: record 1000 is "S00001000" in 001, at Koha, in Zebra, in OAI-PMH and in the mirror.
"""

from functools import cache
from pathlib import Path
from typing import Any

from catalog import sample
from catalog.enums import Dialect
from catalog.marc.types import BibRecord
from catalog.sample.marc import cnmarc, leader
from catalog.sample.writer import NAMESPACE, marcxml

FIRST = 1000
COUNT = 300
RECORD_ID = "S{:08d}"  # the option `record_id` of drivers whose system counts its records


@cache
def books(count: int = COUNT) -> tuple[BibRecord, ...]:
    """The first *count* records with their copies: the same on every machine."""
    return tuple(sample.books(count, start=FIRST))


def record_id(number: int) -> str:
    return RECORD_ID.format(number)


def number(record_id: str) -> int:
    """The number that a system which counts its records gives to *record_id*."""
    return int(record_id.removeprefix("S"))


def write(path: Path, count: int = COUNT, **options: Any) -> int:
    """Write the records as a file; *options* (dialect, format, encoding) as `sample.write`."""
    return sample.write(path, books(count), **options)


def as_marcxml(book: BibRecord) -> str:
    """One record as a system hands it out: CNMARC in MARCXML, with its namespace."""
    text = marcxml(leader(Dialect.CNMARC), cnmarc(book))
    return text.replace("<record>", f'<record xmlns="{NAMESPACE}">', 1)
