"""Opens CSV and XLSX files as rows of cells, whatever program has made them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from .cells import Raw

Row = list[Raw]
MAX_ROWS = 500_000
_UNPACKED = 300 * 1024 * 1024
_WITH_MERGED_CELLS = 4 * 1024 * 1024  # larger workbooks are streamed, which tells no merged cells


class TableError(Exception):
    """Why a file cannot be read, in words fit to show."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet; its rows are numbered as in the spreadsheet, from 1."""

    name: str
    rows: list[Row]
    sheets: list[str]


def read(path: Path, sheet: str = "") -> Table:
    with path.open("rb") as file:
        is_workbook = file.read(4) == b"PK\x03\x04"
    table = _workbook(path, sheet) if is_workbook else _csv(path)
    if not any(any(cell is not None for cell in row) for row in table.rows):
        raise TableError(_("There is nothing in this table."))
    return table


def _csv(path: Path) -> Table:
    text = _text(path.read_bytes())
    head = text[:8192].splitlines()[:10]
    delimiter = max(",;\t", key=lambda sign: sum(line.count(sign) for line in head))
    rows: list[Row] = []
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=delimiter):
            rows.append([cell or None for cell in cells])
            if len(rows) > MAX_ROWS:
                raise TableError(_too_long())
    except csv.Error:
        raise TableError(_("This is neither a CSV file nor an XLSX workbook.")) from None
    return Table("", rows, [])


def _text(data: bytes) -> str:
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError(_("This is neither a CSV file nor an XLSX workbook."))
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ()
    for encoding in (*encodings, "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(_("The characters of this file are in no encoding we know: save it as UTF-8."))


def _workbook(path: Path, sheet: str) -> Table:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _UNPACKED:
                raise TableError(_("This workbook is too large."))
        is_streamed = path.stat().st_size > _WITH_MERGED_CELLS
        book = load_workbook(path, read_only=is_streamed, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise TableError(_("This workbook is damaged.")) from None
    names = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    if not names:
        raise TableError(_("There is nothing in this table."))
    page = book[sheet if sheet in names else names[0]]
    rows: list[Row] = []
    for cells in page.iter_rows(values_only=True):
        rows.append([_cell(cell) for cell in cells])
        if len(rows) > MAX_ROWS:
            raise TableError(_too_long())
    if not is_streamed:
        _fill_merged(page, rows)
    book.close()
    return Table(page.title, rows, names)


def _cell(value: object) -> Raw:
    if isinstance(value, str):
        return value.strip() or None
    return value  # type: ignore[return-value]


def _fill_merged(page: Worksheet, rows: list[Row]) -> None:
    """A merged name stands in each of its cells; a merged number only in its first."""
    for area in page.merged_cells.ranges:
        first = rows[area.min_row - 1][area.min_col - 1] if area.min_row <= len(rows) else None
        if not isinstance(first, str):
            continue
        for row, column in _places(area.min_row, area.max_row, area.min_col, area.max_col):
            if row <= len(rows) and column <= len(rows[row - 1]):
                rows[row - 1][column - 1] = first


def _places(top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _too_long() -> str:
    return _("More than %(rows)d rows: send one file for each year.") % {"rows": MAX_ROWS}
