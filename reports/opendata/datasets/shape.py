"""What a dataset is: what stands in each column, its rows, when it changed last."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Rows = Iterator[Sequence[Any]]


class Frequency(StrEnum):
    """How often it changes, in the words of the EU's authority table, which data portals read."""

    MONTHLY = "MONTHLY"
    ANNUAL = "ANNUAL"
    IRREGULAR = "IRREG"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    description: Promise


@dataclass(frozen=True, slots=True)
class Dataset:
    """*version* is whatever changes when the rows do; *modified* is when they did."""

    name: str
    title: Promise
    description: Promise
    columns: Sequence[Column]
    rows: Callable[[], Rows]
    version: Callable[[], Sequence[object]]
    modified: Callable[[], dt.datetime | None]
    frequency: Frequency = Frequency.MONTHLY

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]


def plain(value: Decimal) -> int | float:
    """A number as a number, without noughts nobody entered."""
    return float(value) if value % 1 else int(value)


def rows_themselves(rows: Callable[[], Rows]) -> Callable[[], Sequence[object]]:
    """Few rows: they are their own version."""
    return lambda: [tuple(row) for row in rows()]


def unknown() -> None:
    """Nobody writes down when it was changed."""
