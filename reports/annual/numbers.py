"""The numbers a report shows, read from a snapshot: frozen, or taken this moment for a draft.

A snapshot is the JSON of `reading.take`; nothing here asks the database.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.charts import Chart, Kind, Point, change, grouped, long_month, percent, short_month
from reports.annual.enums import Shape

Snapshot = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """A number that is another one today, and what brought the change."""

    now: Decimal | None
    because: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report's year, with the year before and a correction if there is one."""

    code: str
    label: str
    definition: str
    unit: str
    standard: str
    decimals: int
    value: Decimal | None
    before: Decimal | None
    correction: Correction | None = None

    @property
    def number(self) -> str:
        return "–" if self.value is None else grouped(self.value, self.decimals)

    @property
    def number_before(self) -> str:
        return "–" if self.before is None else grouped(self.before, self.decimals)

    @property
    def change(self) -> str:
        """On the year before, in per cent with its sign; nothing where one of them is missing."""
        if self.value is None or self.before is None:
            return ""
        part = change(float(self.value), float(self.before))
        return "" if part is None else percent(part, sign=True)

    @property
    def number_now(self) -> str:
        if self.correction is None or self.correction.now is None:
            return "–"
        return grouped(self.correction.now, self.decimals)


@dataclass(frozen=True, slots=True)
class LibraryValue:
    code: str
    name: str
    value: Decimal
    number: str


@dataclass(frozen=True)
class Numbers:
    """All figures of a report. *corrections* go by the code of figure and library ("" for all)."""

    snapshot: Snapshot
    corrections: Mapping[tuple[str, str], Correction] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return int(self.snapshot["year"])

    @property
    def last_year(self) -> int:
        return self.year - 1

    def figure(self, code: str) -> Figure | None:
        row = self.snapshot["this"]["figures"].get(code)
        if row is None:
            return None
        last = self.snapshot["last"]["figures"].get(code, {})
        return Figure(
            code=code,
            label=_text(row, "name"),
            definition=_text(row, "definition"),
            unit=_text(row, "unit"),
            standard=row["standard"],
            decimals=row["decimals"],
            value=_decimal(row["value"]),
            before=_decimal(last.get("value")),
            correction=self.corrections.get((code, "")),
        )

    def figures(self, codes: Iterable[str]) -> list[Figure]:
        found = (self.figure(code) for code in codes)
        return [figure for figure in found if figure]

    def libraries(self, code: str) -> list[LibraryValue]:
        """The figure library by library, in the order of the network; only those that have it."""
        row = self.snapshot["this"]["figures"].get(code)
        if row is None:
            return []
        names = self.snapshot["this"]["libraries"]
        values = ((key, _decimal(number["value"])) for key, number in row["libraries"].items())
        return [
            LibraryValue(key, _text(names[key], "name"), value, grouped(value, row["decimals"]))
            for key, value in values
            if value is not None
        ]

    def chart(self, code: str, shape: str, title: str) -> Chart | None:
        figure = self.figure(code)
        if figure is None:
            return None
        is_monthly = shape == Shape.MONTHS
        return Chart(
            Kind.COLUMNS if is_monthly else Kind.BARS,
            title or figure.label,
            self._months(code) if is_monthly else self._bars(code),
            unit=figure.unit,
            decimals=figure.decimals,
            label=_("Month") if is_monthly else _("Library"),
            now=str(self.year),
            before=str(self.last_year),
            key=f"{code}-{shape}",
        )

    def _months(self, code: str) -> list[Point]:
        nothing = [None] * 12
        this = self.snapshot["months"].get(code, nothing)
        last = self.snapshot["months_last"].get(code, nothing)
        days = [dt.date(self.year, month, 1) for month in range(1, 13)]
        return [
            Point(short_month(day), _float(now), _float(before), long_month(day))
            for day, now, before in zip(days, this, last, strict=True)
        ]

    def _bars(self, code: str) -> list[Point]:
        last = self.snapshot["last"]["figures"].get(code, {}).get("libraries", {})
        rows = sorted(self.libraries(code), key=lambda row: -row.value)
        return [
            Point(row.name, float(row.value), _float(last.get(row.code, {}).get("value")))
            for row in rows
        ]

    def warnings(self, codes: Collection[str]) -> list[str]:
        """What an editor should know before these figures are published."""
        found = []
        for code in codes:
            figure = self.figure(code)
            if figure is None:
                found.append(_("%(code)s: this figure is not in the numbers.") % {"code": code})
                continue
            row = self.snapshot["this"]["figures"][code]
            words = {"figure": figure.label, "year": self.year, "months": row["of_months"]}
            if figure.value is None:
                found.append(_("%(figure)s: nothing has been entered for %(year)s.") % words)
            elif row["combine"] == "sum" and row["of_months"] < 12:
                found.append(_("%(figure)s: only %(months)s months of %(year)s are there.") % words)
        return found

    def changed(self, codes: Collection[str]) -> list[str]:
        """Which of these figures are other numbers today."""
        return [
            _("%(figure)s: frozen %(then)s, today %(now)s %(why)s")
            % {
                "figure": figure.label,
                "then": figure.number,
                "now": figure.number_now,
                "why": _why(figure.correction),
            }
            for figure in self.figures(codes)
            if figure.correction
        ]


def _why(correction: Correction) -> str:
    if not correction.because:
        return ""
    day = f", {date_format(correction.on)}" if correction.on else ""
    return f"({correction.because}{day})"


def _text(row: Mapping[str, Any], name: str) -> str:
    if (get_language() or "").startswith("en"):
        return str(row.get(f"{name}_en") or row[name])
    return str(row[name])


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)


def codes_of(body: Sequence[Any]) -> list[str]:
    """The codes of all figures the blocks of *body*, a stream, are bound to."""
    found: list[str] = []
    for block in body:
        value = block.value
        if block.block_type == "figures":
            found += [item["indicator"] for item in value["figures"]]
        elif block.block_type == "table":
            found += list(value["indicators"])
        elif block.block_type in ("chart", "map"):
            found.append(value["indicator"])
    return list(dict.fromkeys(found))
