"""Rows into numbers: each with its library, indicator and time, or with the reason why not."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from reports.figures.enums import Span

from . import cells
from .cells import CellError, Raw, Time
from .layout import Layout
from .names import Counted, Names
from .reading import Row, Table

_TOO_LARGE = Decimal(10**13)
STEP = 5_000  # rows between two words about how far it is
SHOWN = 500  # problems kept in words; the rest is counted
Number = tuple[int, int, str, dt.date, Decimal | int]


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    level: Level
    row: int
    text: str
    column: str = ""


@dataclass
class Reading:
    """What a table says: numbers in their order with the row each stands in, and what is odd."""

    numbers: list[Number] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[Level] = field(default_factory=Counter)
    unknown_libraries: Counter[str] = field(default_factory=Counter)
    unknown_indicators: Counter[str] = field(default_factory=Counter)
    empty: int = 0
    left_out: int = 0  # rows without numbers: totals, notes

    def say(self, level: Level, row: int, text: str, column: int | None = None) -> None:
        self.counts[level] += 1
        if len(self.problems) < SHOWN:
            letter = "" if column is None else get_column_letter(column + 1)
            self.problems.append(Problem(level, row, text, letter))


@dataclass(slots=True)
class _Numbers:
    """A column of numbers, and what its rows have added up to."""

    place: int
    counted: Counted | None
    moment: Time | None
    times: int
    whole: Decimal | int = 0
    part: Decimal | int = 0


def interpret(
    table: Table,
    layout: Layout,
    names: Names,
    on_progress: Callable[[int], None] | None = None,
) -> Reading:
    """*on_progress* hears now and then how many rows have been checked."""
    return _Interpreter(layout, names).read(table, on_progress)


class _Interpreter:
    def __init__(self, layout: Layout, names: Names) -> None:
        self.layout, self.names = layout, names
        self.reading = Reading()
        self.library_at = layout.place("library")
        self.date_at = layout.place("date")
        self.indicator_at = layout.place("indicator")
        self.columns = list(self._columns())
        self.first: dict[tuple[int, int, str, dt.date], tuple[Decimal | int, int]] = {}
        self.libraries: dict[Raw, int | None] = {}
        self.indicators: dict[Raw, Counted | None] = {}
        self.times: dict[tuple[Raw, str], Time] = {}

    @cached_property
    def period(self) -> Time | None:
        return cells.time(self.layout.period) if self.layout.period else None

    @cached_property
    def year(self) -> int | None:
        return self.period.start.year if self.period else None

    def _columns(self) -> Iterator[_Numbers]:
        by_code = {one.code: one for one in self.names.indicators.values()}
        fixed = by_code.get(self.layout.indicator)
        for place, column in enumerate(self.layout.columns):
            if not column.is_numbers:
                continue
            kind, rest = column.role[:1], column.role[1:]
            counted = by_code.get(rest) if kind == "=" else fixed
            moment = cells.time(rest) if kind == "@" else None
            yield _Numbers(place, counted, moment, cells.times_of(column.heading))

    def read(self, table: Table, on_progress: Callable[[int], None] | None = None) -> Reading:
        for number, row in enumerate(table.rows, start=1):
            if on_progress and number % STEP == 0:
                on_progress(number)
            if number > self.layout.header + 1 and any(cell is not None for cell in row):
                self._row(number, row)
        return self.reading

    def _row(self, number: int, row: Row) -> None:
        if self.columns and self._is_total(number, row):
            return
        if not any(self._cell(row, column.place) is not None for column in self.columns):
            self.reading.left_out += 1  # a remark, a signature
            return
        library = self._library(number, row)
        counted = self._indicator(number, row)
        if library is None or (self.indicator_at is not None and counted is None):
            return
        for column in self.columns:
            self._number(number, row, column, library, column.counted or counted)

    def _number(
        self, number: int, row: Row, column: _Numbers, library: int, counted: Counted | None
    ) -> None:
        say = self.reading.say
        try:
            value = cells.number(self._cell(row, column.place), column.times)
        except CellError as error:
            say(Level.ERROR, number, str(error), column.place)
            return
        if value is None:
            self.reading.empty += 1
            return
        column.whole += value
        column.part += value
        if counted is None:
            say(Level.ERROR, number, _("It is not said which figure this is."), column.place)
            return
        try:
            moment = column.moment or self._time(self._cell(row, self.date_at), counted.cadence)
        except CellError as error:
            say(Level.ERROR, number, str(error), self.date_at)
            return
        if moment is None:
            say(Level.ERROR, number, _("It is not said of when this number is."), column.place)
            return
        if not -_TOO_LARGE < value < _TOO_LARGE:
            say(Level.ERROR, number, _("This number is too large."), column.place)
            return
        cell = (counted.pk, library, str(moment.span), moment.start)
        if cell in self.first:
            self._again(number, column, cell, value)
            return
        self.first[cell] = (value, number)
        if value < 0:
            say(Level.WARNING, number, _("A number below 0."), column.place)
        self.reading.numbers.append((*cell, value))
        self.reading.rows.append(number)

    def _again(
        self,
        number: int,
        column: _Numbers,
        cell: tuple[int, int, str, dt.date],
        value: Decimal | int,
    ) -> None:
        before, row = self.first[cell]
        if before == value:
            text = _("The same as in row %(row)d; it counts once.") % {"row": row}
            self.reading.say(Level.NOTE, number, text, column.place)
            return
        text = _("Row %(row)d has %(before)s for the same library, figure and time.") % {
            "row": row,
            "before": f"{before:f}" if isinstance(before, Decimal) else before,
        }
        self.reading.say(Level.ERROR, number, text, column.place)

    def _cell(self, row: Row, place: int | None) -> Raw:
        return row[place] if place is not None and place < len(row) else None

    def _library(self, number: int, row: Row) -> int | None:
        if self.library_at is None:
            if self.layout.library is None:
                self.reading.say(Level.ERROR, number, _("It is not said which library this is."))
            return self.layout.library
        raw = self._cell(row, self.library_at)
        if raw not in self.libraries:
            self.libraries[raw] = None if raw is None else self.names.library(raw)
        if (found := self.libraries[raw]) is None:
            if raw is None:
                text = _("It is not said which library this is.")
            else:
                self.reading.unknown_libraries[str(raw)] += 1
                text = _("There is no library “%(name)s”.") % {"name": raw}
            self.reading.say(Level.ERROR, number, text, self.library_at)
        return found

    def _indicator(self, number: int, row: Row) -> Counted | None:
        if self.indicator_at is None:
            return None
        raw = self._cell(row, self.indicator_at)
        if raw not in self.indicators:
            self.indicators[raw] = None if raw is None else self.names.indicator(raw)
        if (found := self.indicators[raw]) is None:
            self.reading.unknown_indicators[str(raw or "")] += 1
            text = _("There is no figure “%(name)s” that numbers can be entered for.")
            self.reading.say(Level.ERROR, number, text % {"name": raw or ""}, self.indicator_at)
        return found

    def _time(self, raw: Raw, cadence: str) -> Time | None:
        if raw is None:
            return self.period if self.date_at is None else None
        key = (raw, cadence)
        if key not in self.times:
            moment = cells.time(raw, self.year)
            # A date of the calendar that stands for its month, as spreadsheets write “2026年3月”.
            if moment.is_date_cell and cadence == Span.MONTH and moment.start.day == 1:
                moment = replace(moment, span=Span.MONTH)
            elif moment.is_date_cell and cadence == Span.YEAR:
                moment = replace(moment, span=Span.YEAR, start=moment.start.replace(month=1, day=1))
            self.times[key] = moment
        return self.times[key]

    def _is_total(self, number: int, row: Row) -> bool:
        """Whether the row adds up those above it; then it is left out, and compared with them."""
        words = row[: self.columns[0].place]
        is_whole = any(cells.is_total(word) for word in words)
        if not is_whole and not any(cells.is_subtotal(word) for word in words):
            return False
        self.reading.left_out += 1
        for column in self.columns:
            self._check(number, row, column, column.whole if is_whole else column.part)
            column.part = 0
        return True

    def _check(self, number: int, row: Row, column: _Numbers, added: Decimal | int) -> None:
        counted = column.counted
        if counted is not None and not counted.is_summed and self.date_at is not None:
            return  # months of what stands are not added up
        try:
            value = cells.number(self._cell(row, column.place), column.times)
        except CellError:
            return
        if value is not None and value != added:
            text = _("The total says %(total)s, the rows above add up to %(sum)s.")
            self.reading.say(
                Level.WARNING,
                number,
                text % {"total": _plain(value), "sum": _plain(added)},
                column.place,
            )


def _plain(value: Decimal | int) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
