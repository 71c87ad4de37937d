"""Writes sample records as files that a library system might have exported."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from catalog.enums import Dialect, MarcFormat
from catalog.marc.types import BibRecord

from .marc import ControlField, DataField, Fields, cnmarc, leader, marc21

NAMESPACE = "http://www.loc.gov/MARC21/slim"


def write(
    path: Path,
    books: Iterable[BibRecord],
    *,
    dialect: str = Dialect.CNMARC,
    format: str = MarcFormat.ISO2709,
    encoding: str = "utf-8",
) -> int:
    """Write *books* to *path* and return their number."""
    pieces = (
        _xml(books, dialect, encoding)
        if format == MarcFormat.MARCXML
        else _iso(books, dialect, encoding)
    )
    with path.open("wb") as file:
        return _count(pieces, file)


def _count(pieces: Iterator[tuple[bytes, int]], file: BinaryIO) -> int:
    written = 0
    for data, number in pieces:
        file.write(data)
        written += number
    return written


def _fields(bib: BibRecord, dialect: str) -> Fields:
    return marc21(bib) if dialect == Dialect.MARC21 else cnmarc(bib)


def _iso(books: Iterable[BibRecord], dialect: str, encoding: str) -> Iterator[tuple[bytes, int]]:
    for bib in books:
        yield iso2709(leader(dialect), _fields(bib, dialect), encoding), 1


def iso2709(head: str, fields: Fields, encoding: str = "utf-8") -> bytes:
    """One record; lengths are counted in bytes, as the standard says."""
    entries, bodies, offset = "", [], 0
    for field in fields:
        body = _body(field).encode(encoding) + b"\x1e"
        entries += f"{field[0]}{len(body):04d}{offset:05d}"
        bodies.append(body)
        offset += len(body)
    base = 24 + len(entries) + 1
    total = base + offset + 1
    if total > 99_999:
        raise OverflowError("The record is longer than ISO 2709 allows.")
    start = f"{total:05d}{head[5:12]}{base:05d}{head[17:]}{entries}\x1e"
    return start.encode("ascii") + b"".join(bodies) + b"\x1d"


def _body(field: ControlField | DataField) -> str:
    if len(field) == 2:
        return field[1]
    return field[1] + "".join(f"\x1f{code}{value}" for code, value in field[2])


def _xml(books: Iterable[BibRecord], dialect: str, encoding: str) -> Iterator[tuple[bytes, int]]:
    yield f'<?xml version="1.0" encoding="{encoding}"?>\n'.encode(), 0
    yield f'<collection xmlns="{NAMESPACE}">\n'.encode(), 0
    for bib in books:
        yield marcxml(leader(dialect), _fields(bib, dialect)).encode(encoding) + b"\n", 1
    yield b"</collection>\n", 0


def marcxml(head: str, fields: Fields) -> str:
    parts = [f"<record><leader>00000{head[5:12]}00000{head[17:]}</leader>"]
    for field in fields:
        tag = quoteattr(field[0])
        if len(field) == 2:
            parts.append(f"<controlfield tag={tag}>{escape(field[1])}</controlfield>")
            continue
        inner = "".join(
            f"<subfield code={quoteattr(code)}>{escape(value)}</subfield>"
            for code, value in field[2]
        )
        first, second = (quoteattr(indicator) for indicator in field[1])
        parts.append(f"<datafield tag={tag} ind1={first} ind2={second}>{inner}</datafield>")
    return "".join(parts) + "</record>"
