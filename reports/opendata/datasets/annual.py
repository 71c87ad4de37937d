"""The numbers of the published annual reports, as they were frozen."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from reports.annual.models import AnnualReportPage, Freeze

from .shape import Column, Dataset, Frequency, Rows, plain

YEAR = Column("year", _("year of the report"))
VERSION = Column("version", _("1 on publication; frozen anew with a reason, 2 and more"))


def report_rows() -> Rows:
    for freeze, code, this, last in _figures():
        about = [this[name] for name in ("name", "name_en", "unit", "unit_en", "standard")]
        yield (
            freeze.year,
            freeze.number,
            code,
            *about,
            "",
            _number(this["value"]),
            _number(last.get("value")),
        )
        before = last.get("libraries", {})
        for library, number in this["libraries"].items():
            values = number["value"], before.get(library, {}).get("value")
            if values != (None, None):
                yield (freeze.year, freeze.number, code, *about, library, *map(_number, values))


def month_rows() -> Rows:
    for freeze in _freezes():
        before = freeze.snapshot["months_last"]
        for code, values in freeze.snapshot["months"].items():
            pairs = zip(values, before.get(code, [None] * 12), strict=True)
            for month, pair in enumerate(pairs, start=1):
                if pair != (None, None):
                    yield (freeze.year, freeze.number, code, month, *map(_number, pair))


def _figures() -> Iterator[tuple[Freeze, str, Mapping[str, Any], Mapping[str, Any]]]:
    """Each figure of each report: its code, this year and the year before."""
    for freeze in _freezes():
        last = freeze.snapshot["last"]["figures"]
        for code, this in freeze.snapshot["this"]["figures"].items():
            yield freeze, code, this, last.get(code, {})


def _freezes(*, with_numbers: bool = True) -> Iterator[Freeze]:
    """What each published report shows, the earliest year first; one at a time: they are long."""
    pages = AnnualReportPage.objects.live().public().values_list("year", "translation_key")
    for year, report in sorted(set(pages)):
        rows = Freeze.objects.of(report, year)
        if freeze := (rows if with_numbers else rows.defer("snapshot")).first():
            yield freeze


def _number(value: str | None) -> int | float | None:
    """Nobody entered it: an empty cell or null, never 0."""
    return None if value is None else plain(Decimal(value))


def _version() -> Sequence[object]:
    return [(freeze.pk, freeze.year) for freeze in _freezes(with_numbers=False)]


def _modified() -> dt.datetime | None:
    freezes = _freezes(with_numbers=False)
    return max((freeze.taken_at for freeze in freezes), default=None)


REPORTS = Dataset(
    "annual-reports",
    _("Annual reports: figures"),
    _(
        "The figures of each published annual report beside those of the year before, for the whole"
        " network and each library, as they were frozen; later corrections are in “figures”."
    ),
    [
        YEAR,
        VERSION,
        Column("indicator", _("code of the figure, see “indicators”")),
        Column("name", _("name in Chinese")),
        Column("name_en", _("name in English")),
        Column("unit", _("unit in Chinese")),
        Column("unit_en", _("unit in English")),
        Column("standard", _("the standard whose definition it follows")),
        Column("library", _("code of the library; empty: the whole network")),
        Column("value", _("the number; empty: not entered")),
        Column("value_before", _("the number of the year before")),
    ],
    report_rows,
    _version,
    _modified,
    Frequency.ANNUAL,
)
MONTHS = Dataset(
    "annual-months",
    _("Annual reports: months"),
    _("The figures of each published annual report month by month, for the whole network."),
    [
        YEAR,
        VERSION,
        Column("indicator", _("code of the figure, see “indicators”")),
        Column("month", _("1 to 12")),
        Column("value", _("the number; empty: not entered")),
        Column("value_before", _("the number of the same month a year before")),
    ],
    month_rows,
    _version,
    _modified,
    Frequency.ANNUAL,
)
