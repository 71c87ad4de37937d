"""A chart of every kind, with what goes wrong in real numbers: gaps, one point, nothing at all."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from portal.core.charts import (
    Chart,
    Kind,
    Point,
    long_month,
    multiples_axis,
    short_month,
    spark,
    spark_says,
)

LOANS = (41210, 35800, 46120, 53480, 48900, 47130, 63480, 66720, 49330, 47800, 46010)
VISITS = (71200, 60100, 82300, 90400, None, 88000, 104300, 99500, 91200, None, None, None)
BEFORE = (68000, 66100, 79000, 84100, 86200, 83000, 97100, 101900, 88000, 85300, 80200, 77100)
BY_LIBRARY = (402310, 148220, 96480, 88950, None, 44870, 31840)
AGES = (38200, 9100, 36900, 15800)


def charts(texts: dict[str, Any]) -> dict[str, Any]:
    visits = _months(texts["visits"], VISITS, texts["visits_unit"], texts, before=BEFORE)
    several = [
        _months(texts["library"].format(number), _scaled(VISITS, share), "", texts, before=())
        for number, share in enumerate((0.4, 0.2, 0.15, 0.1), 1)
    ]
    return {
        "columns": _months(texts["chart"], LOANS, texts["unit"], texts, kind=Kind.COLUMNS),
        "compared": _months(
            texts["visits"], VISITS, texts["visits_unit"], texts, kind=Kind.COLUMNS, before=BEFORE
        ),
        "line": visits,
        "bars": _bars(texts),
        "share": Chart(
            Kind.SHARE,
            texts["ages"],
            [Point(name, value) for name, value in zip(texts["age_groups"], AGES, strict=True)],
            unit=texts["unit"],
        ),
        "several": several,
        "several_axis": multiples_axis(several),
        "nothing": _months(texts["empty_chart"], (None,) * 12, texts["unit"], texts),
        "spark": spark(VISITS, name=spark_says(visits), key="spark"),
    }


def _months(
    title: str,
    values: Sequence[float | None],
    unit: str,
    texts: dict[str, Any],
    *,
    kind: str = Kind.LINE,
    before: Sequence[float | None] = (),
) -> Chart:
    months = [dt.date(2026, n, 1) for n in range(1, len(values) + 1)]
    points = [
        Point(short_month(month), value, was, long_month(month))
        for month, value, was in zip(months, values, before or (None,) * 12, strict=False)
    ]
    return Chart(
        kind,
        title,
        points,
        unit=unit,
        label=texts["month"],
        now="2026",
        before="2025",
        note="2026" if not before else "2025–2026",
        highlight=2,
        definition_url="#figures-h",
        csv_url="#figures-h",
        json_url="#figures-h",
    )


def _bars(texts: dict[str, Any]) -> Chart:
    points = [
        Point(texts["library"].format(number), value, url="#figures-h")
        for number, value in enumerate(BY_LIBRARY, 1)
    ]
    return Chart(
        Kind.BARS,
        texts["by_library"],
        points,
        unit=texts["visits_unit"],
        label=texts["place"],
        median=92715,
    )


def _scaled(values: Sequence[float | None], share: float) -> list[float | None]:
    return [None if value is None else round(value * share) for value in values]
