"""Monthly returns: what they ask for, what is there, and which are missing."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from portal.core.models import Library
from reports.figures.enums import Source, Span
from reports.figures.models import Fact, Indicator, MonthlyReturn, Rollup


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the form, with what makes a number plausible."""

    indicator: Indicator
    now: Decimal | None
    last_month: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class Month:
    """*entered* of the figures asked for are there; *is_draft*: somebody has begun."""

    month: dt.date
    entered: int
    asked: int
    is_draft: bool

    @property
    def is_whole(self) -> bool:
        return self.entered >= self.asked

    @property
    def is_missing(self) -> bool:
        return not self.entered


def asked() -> "QuerySet[Indicator]":
    """The figures that branches enter by month."""
    return Indicator.objects.stored().filter(source=Source.FORM, cadence=Span.MONTH)


def lines(library: Library, month: dt.date) -> list[Line]:
    """The form of *library* for *month*: three queries."""
    indicators = list(asked())
    last_month = (month - dt.timedelta(days=1)).replace(day=1)
    last_year = month.replace(year=month.year - 1)
    own = {"library": library, "span": Span.MONTH, "indicator__in": indicators}
    now = dict(Fact.objects.filter(start=month, **own).values_list("indicator", "value"))
    before = {
        (indicator, start): value
        for indicator, start, value in Rollup.objects.filter(
            start__in=[last_month, last_year], **own
        ).values_list("indicator", "start", "value")
    }
    return [
        Line(
            one, now.get(one.pk), before.get((one.pk, last_month)), before.get((one.pk, last_year))
        )
        for one in indicators
    ]


def months_until(today: dt.date, count: int = 12) -> list[dt.date]:
    """The months that are over, the latest first."""
    months, month = [], today.replace(day=1)
    for _n in range(count):
        month = (month - dt.timedelta(days=1)).replace(day=1)
        months.append(month)
    return months


def overview(
    libraries: Sequence[Library], months: Sequence[dt.date]
) -> list[tuple[Library, list[Month]]]:
    """Each library with the state of each month: three queries."""
    indicators = list(asked().values_list("pk", flat=True))
    entered = {
        (library, month): count
        for library, month, count in Rollup.objects.filter(
            indicator__in=indicators, span=Span.MONTH, start__in=months
        )
        .values_list("library", "start")
        .annotate(Count("pk"))
        .order_by()
    }
    drafts = set(
        MonthlyReturn.objects.filter(month__in=months, submitted_at=None).values_list(
            "library", "month"
        )
    )
    return [
        (
            library,
            [
                Month(
                    month,
                    entered.get((library.pk, month), 0),
                    len(indicators),
                    (library.pk, month) in drafts,
                )
                for month in months
            ],
        )
        for library in libraries
    ]


def missing(month: dt.date, among: Collection[Library] | None = None) -> list[Library]:
    """Main libraries and branches without a number for *month*; rooms are left to their branch."""
    libraries = Library.objects.exclude(level=Library.Level.ROOM) if among is None else among
    return [one for one, months in overview(list(libraries), [month]) if months[0].is_missing]
