"""What a chart is made of: points with a number or without one, and where to read more."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from .scale import Number, change, grouped, percent, with_unit


class Kind(models.TextChoices):
    COLUMNS = "columns", pgettext_lazy("chart", "Columns")
    LINE = "line", pgettext_lazy("chart", "Line")
    BARS = "bars", pgettext_lazy("chart", "Bars, longest first")
    SHARE = "share", pgettext_lazy("chart", "Parts of a whole")


@dataclass(frozen=True, slots=True)
class Point:
    """One number and the one a year before; nothing where none was entered, which is not 0.

    *label* stands below the column, *name* is the whole name for words and tables.
    """

    label: str
    value: Number | None
    before: Number | None = None
    name: str = ""
    url: str = ""

    @property
    def full_name(self) -> str:
        return self.name or self.label

    @property
    def change(self) -> str:
        """The change on the year before, in per cent."""
        part = change(_float(self.value), _float(self.before))
        return "" if part is None else percent(part, sign=True)


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything `components/chart.html` needs to draw one chart with its words and its table."""

    kind: str
    title: str
    points: Sequence[Point]
    unit: str = ""
    decimals: int = 0
    label: str = ""  # what a point is: month, library
    now: str = ""  # what the numbers are of, such as 2026
    before: str = ""  # what they are compared with
    note: str = ""
    key: str = ""  # makes the ids; needed where the same chart stands twice on a page
    adds_up: bool = True  # whether the sum of the points says anything
    highlight: int = 1
    median: Number | None = None  # marked in every bar
    definition_url: str = ""
    csv_url: str = ""
    json_url: str = ""

    @property
    def is_empty(self) -> bool:
        return all(point.value is None and point.before is None for point in self.points)

    @property
    def has_before(self) -> bool:
        return any(point.before is not None for point in self.points)

    @property
    def values(self) -> list[float | None]:
        return [_float(point.value) for point in self.points]

    @property
    def values_before(self) -> list[float | None]:
        return [_float(point.before) for point in self.points]

    @property
    def greatest(self) -> float:
        """The longest bar: by size, so that what is below nothing fits too."""
        return max((abs(value) for value in self.values if value is not None), default=0)

    @property
    def id(self) -> str:
        return self.key or f"c{zlib.crc32(repr((self.kind, self.title, self.points)).encode()):x}"

    def number(self, value: Number) -> str:
        return grouped(value, self.decimals)

    def measured(self, value: Number) -> str:
        return with_unit(self.number(value), self.unit)


@dataclass(frozen=True, slots=True)
class Canvas:
    """How large a chart is drawn; a phone gets its own, as scaling makes the text too small."""

    css: str
    width: int
    height: int
    labels: int  # how many labels fit below the columns
    left: int = 52
    right: int = 6
    top: int = 26
    bottom: int = 30

    @property
    def inner_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> int:
        return self.height - self.top - self.bottom


WIDE = Canvas("ch--w", 640, 260, 14)
NARROW = Canvas("ch--s", 330, 220, 6)
SMALL = Canvas("ch--many", 165, 116, 2, left=4, right=4, top=22, bottom=22)


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)
