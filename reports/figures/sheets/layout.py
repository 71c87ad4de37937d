"""Where in a table the numbers stand and what each column is: found out, then chosen by staff.

A column is a key of its rows ("library", "date", "indicator"), the number of a long table
("value"), the numbers of one indicator ("=loans") or of one time ("@2026-03"), or nothing ("").
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from reports.figures.enums import Span

from .cells import CellError, Raw, Time, is_subtotal, is_total, time, time_within
from .names import Names, role_of
from .reading import Row, Table, TableError

_HEAD = 20  # so far down a heading may begin
_SEEN = 40  # so many rows say what a column without a heading is


@dataclass
class Column:
    heading: str
    role: str = ""

    @property
    def is_numbers(self) -> bool:
        return self.role == "value" or self.role[:1] in ("=", "@")


@dataclass
class Layout:
    """*header* is the last row of headings; the rest holds for all rows that say nothing else."""

    header: int
    columns: list[Column] = field(default_factory=list)
    library: int | None = None
    indicator: str = ""
    period: str = ""

    def place(self, role: str) -> int | None:
        return next((i for i, column in enumerate(self.columns) if column.role == role), None)

    @property
    def strangers(self) -> list[str]:
        """Headings of columns that nobody reads: told, so that no number is lost unnoticed."""
        return [column.heading for column in self.columns if column.heading and not column.role]

    def as_json(self) -> dict[str, Any]:
        return {
            "header": self.header,
            "columns": [[column.heading, column.role] for column in self.columns],
            "library": self.library,
            "indicator": self.indicator,
            "period": self.period,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Layout":
        columns = [Column(heading, role) for heading, role in data["columns"]]
        return cls(**{**data, "columns": columns})


def written(moment: Time) -> str:
    """A time as the form and the layout write it: 2026, 2026-03 or 2026-03-05."""
    return moment.start.isoformat()[: {Span.YEAR: 4, Span.MONTH: 7, Span.DAY: 10}[moment.span]]


def detect(table: Table, names: Names, file_name: str = "") -> Layout:
    """What the table seems to be. Raises TableError where no heading can be made out."""
    said = [text for row in table.rows[:_HEAD] for text in row if isinstance(text, str)]
    period = _period([*said, table.name, file_name])
    year = period.start.year if period else None
    header, roles = max(
        ((n, _roles(table.rows, n, names, year)) for n in range(min(_HEAD, len(table.rows)))),
        key=lambda found: (len({role for _heading, role in found[1] if role}), -found[0]),
    )
    layout = Layout(header, [Column(heading, role) for heading, role in roles])
    _find_keys(table, layout, names, year)
    if not any(column.is_numbers for column in layout.columns):
        raise TableError(
            _("No row looks like headings: one should name the library, the date and figures.")
        )
    titles = [text for row in table.rows[:header] for text in row if isinstance(text, str)]
    if layout.place("library") is None:
        within = (names.library_within(text) for text in [*titles, table.name, file_name])
        layout.library = next((found for found in within if found), None)
    if period and layout.place("date") is None:
        layout.period = written(period)
    elif period:
        layout.period = str(period.start.year)
    return layout


def _period(texts: list[str]) -> Time | None:
    found = [moment for text in texts if (moment := time_within(text))]
    return next((one for one in found if one.span == Span.MONTH), found[0] if found else None)


def _roles(rows: list[Row], n: int, names: Names, year: int | None) -> list[tuple[str, str]]:
    """Heading and role of each cell of row *n*, together with what stands above it."""
    above = _carried(rows[n - 1]) if n else []
    found = []
    for place, cell in enumerate(rows[n]):
        upper = above[place] if place < len(above) else ""
        own = "" if cell is None else str(cell)
        texts = [f"{upper}{own}", own, upper] if own and upper != own else [own or upper]
        if is_total(cell) or is_subtotal(cell):
            found.append((own, ""))
            continue
        found.append(_first_role(texts, names, year, is_number=isinstance(cell, int | float)))
    return found


def _carried(row: Row) -> list[str]:
    """A row of group headings, each standing for the columns until the next; a title is none."""
    texts = {str(cell) for cell in row if cell is not None}
    if len(texts) < 2:
        return []
    carried, last = [], ""
    for cell in row:
        last = last if cell is None else str(cell)
        carried.append(last)
    return carried


def _first_role(
    texts: list[str], names: Names, year: int | None, *, is_number: bool
) -> tuple[str, str]:
    for text in texts:
        if text and (role := _role(text, names, year, is_number=is_number)):
            return text, role
    return texts[0], ""


def _role(text: str, names: Names, year: int | None, *, is_number: bool) -> str:
    if role := role_of(text):
        return role
    if counted := names.indicator(text):
        return f"={counted.code}"
    if is_number and not (text.isdigit() and 1990 <= int(text) <= 2100):
        return ""  # a number of the table, not a time
    try:
        moment = time(text, year)
    except CellError:
        return ""
    return f"@{written(moment)}" if moment.span != Span.DAY else ""


def _find_keys(table: Table, layout: Layout, names: Names, year: int | None) -> None:
    """Columns whose heading says nothing may say by their cells what they are."""
    sample = table.rows[layout.header + 1 : layout.header + 1 + _SEEN]
    for place, column in enumerate(layout.columns):
        cells = [row[place] for row in sample if place < len(row) and row[place] is not None]
        if column.role or not cells:
            continue
        if layout.place("library") is None and _most(cells, names.library):
            column.role = "library"
        elif layout.place("date") is None and _most(cells, lambda cell: _is_time(cell, year)):
            column.role = "date"


def _most(cells: list[Raw], is_one: Any) -> bool:
    texts = [cell for cell in cells if not isinstance(cell, int | float)]
    return sum(1 for cell in texts if is_one(cell)) * 2 > len(cells)


def _is_time(cell: Raw, year: int | None) -> bool:
    try:
        time(cell, year)
    except CellError:
        return False
    return True
