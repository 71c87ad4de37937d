"""A dataset as a file, piece by piece: ten years of a district never stand in memory at once."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from portal.core.spreadsheets import safe_cell

from .datasets import Dataset

LINES = 500  # in one piece
KEPT = 7 * 24 * 60 * 60


class _Line:
    """Gives back what csv writes."""

    def write(self, text: str) -> str:
        return text


def as_csv(dataset: Dataset) -> Iterator[bytes]:
    """UTF-8 with its mark, so that spreadsheets open it with its Chinese; no cell is a formula."""
    writer = csv.writer(_Line())
    piece = ["\ufeff", writer.writerow(dataset.header)]
    for row in dataset.rows():
        piece.append(writer.writerow([safe_cell(value) for value in row]))
        if len(piece) >= LINES:
            yield "".join(piece).encode()
            piece = []
    yield "".join(piece).encode()


def as_json(dataset: Dataset) -> Iterator[bytes]:
    """A list of objects, one a line."""
    names = dataset.header
    piece, separator = ["["], "\n"
    for row in dataset.rows():
        line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
        piece.append(separator + line)
        separator = ",\n"
        if len(piece) >= LINES:
            yield "".join(piece).encode()
            piece = []
    yield "".join([*piece, "\n]\n"]).encode()


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    label: str
    media_type: str
    write: Callable[[Dataset], Iterator[bytes]]


FORMATS = {
    "csv": Format("csv", "CSV", "text/csv", as_csv),
    "json": Format("json", "JSON", "application/json", as_json),
}


@dataclass(frozen=True, slots=True)
class Seal:
    """The size and the SHA-256 of a file as it is now."""

    size: int
    sha256: str


def seals(dataset: Dataset) -> dict[str, Seal]:
    """By format. Made once for each version of the rows, whatever else the site publishes."""
    version: list[Any] = [dataset.name, dataset.header, *dataset.version()]
    digest = hashlib.blake2b(repr(version).encode(), digest_size=16).hexdigest()
    key = f"opendata:{digest}"
    found: dict[str, Seal] | None = cache.get(key)
    if found is None:
        found = {name: _seal(form.write(dataset)) for name, form in FORMATS.items()}
        cache.set(key, found, KEPT)
    return found


def _seal(pieces: Iterator[bytes]) -> Seal:
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        size += len(piece)
        digest.update(piece)
    return Seal(size, digest.hexdigest())
