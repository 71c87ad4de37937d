"""Three years of figures for every library: seasons, growth, one renovation, one return missing."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from portal.core.models import Library
from portal.demo import content
from reports.figures import services
from reports.figures.enums import BatchKind, Combine, Source, Span
from reports.figures.models import Fact, Indicator
from reports.figures.services import Entry

from .demo import Demo

YEARS = 3
_ROOM = 0.12  # what a reading room weighs beside a branch
_KINDS = {Source.ILS: BatchKind.ILS, Source.PORTAL: BatchKind.PORTAL, Source.FORM: BatchKind.FORM}
_SAID = {
    BatchKind.ILS: "业务系统统计",
    BatchKind.PORTAL: "门户统计",
    BatchKind.FORM: "分馆报表",
    BatchKind.IMPORT: "数字资源供应商报表",
}


def build_figures(demo: Demo) -> str:
    services.load_indicators()
    if Fact.objects.exists():
        return "figures stand"
    sample = Sample(demo)
    for year in range(demo.today.year - YEARS + 1, demo.today.year + 1):
        if yearly := list(sample.of_year(year)):
            services.record(yearly, kind=BatchKind.IMPORT, label=f"{year} 年统计年报（示例数据）")
        for when, kind, entries in sample.of_months(year):
            label = f"{when}{_SAID[kind]}（示例数据）"
            services.record(entries, kind=kind, label=label)
    return f"{Indicator.objects.count()} indicators, {Fact.objects.count()} figures"


class Sample:
    """Believable numbers: the same at every loading, of whatever day."""

    def __init__(self, demo: Demo) -> None:
        self.today, self.seed = demo.today, demo.seed
        self.libraries = list(demo.libraries.values())
        words = content.read("figures")
        self.profiles: dict[str, dict[str, Any]] = words["figures"]
        self.seasons: dict[str, list[float]] = words["seasons"]
        self.indicators = Indicator.objects.stored().in_bulk(field_name="code")
        closed = words["closed"]
        self.closed = {
            (closed["library"], demo.today.year + years, month) for years, month in closed["months"]
        }
        last = demo.today.replace(day=1) - dt.timedelta(days=1)
        self.shares: dict[int, dict[int, float]] = {}
        self.missing = (words["missing"]["library"], last.year, last.month)

    def of_year(self, year: int) -> Iterator[Entry]:
        """What is counted once a year; for the year that runs only what is already known."""
        for indicator, profile in self._counted(Span.YEAR):
            if year == self.today.year and indicator.code not in ("residents", "seats"):
                continue
            for library in self._counting(profile):
                value = self._total(profile, year) * self._share(indicator, profile, library)
                yield self._entry(indicator, library, Span.YEAR, dt.date(year, 1, 1), value)

    def of_months(self, year: int) -> Iterator[tuple[str, BatchKind, list[Entry]]]:
        """What every source has sent: a past year in one go, this year month by month."""
        if year < self.today.year:
            yield from self._of_sources(f"{year} 年各", year, range(1, 13))
            return
        for month in range(1, self.today.month):
            yield from self._of_sources(f"{year} 年 {month} ", year, [month])

    def _of_sources(
        self, when: str, year: int, months: Iterable[int]
    ) -> Iterator[tuple[str, BatchKind, list[Entry]]]:
        by_kind: dict[BatchKind, list[Entry]] = {}
        for indicator, profile in [*self._counted(Span.MONTH), *self._counted(Span.DAY)]:
            kind = _KINDS.get(Source(indicator.source), BatchKind.IMPORT)
            for month in months:
                by_kind.setdefault(kind, []).extend(self._month(indicator, profile, year, month))
        yield from ((f"{when}月", kind, entries) for kind, entries in by_kind.items())

    def _month(
        self, indicator: Indicator, profile: dict[str, Any], year: int, month: int
    ) -> Iterator[Entry]:
        start = dt.date(year, month, 1)
        for library in self._counting(profile):
            if indicator.source == Source.FORM and (library.code, year, month) == self.missing:
                continue
            share = self._share(indicator, profile, library)
            if indicator.combine == Combine.LAST:
                growth = (1 + profile["growth"]) ** ((month - 12) / 12)
                value = self._total(profile, year) * share * growth
            else:
                season = self.seasons[profile["season"]][month - 1]
                noise = self._random(indicator, library, start).uniform(0.93, 1.07)
                of_year = profile["each"] * 12 if "each" in profile else self._total(profile, year)
                noise = 1 if "each" in profile else noise
                value = of_year / 12 * share * season * noise
                if (library.code, year, month) in self.closed:
                    value = 0
            yield self._entry(indicator, library, Span.MONTH, start, value)

    def _counted(self, cadence: Span) -> list[tuple[Indicator, dict[str, Any]]]:
        return [
            (indicator, self.profiles[code])
            for code, indicator in self.indicators.items()
            if indicator.cadence == cadence and code in self.profiles
        ]

    def _counting(self, profile: dict[str, Any]) -> list[Library]:
        levels = profile.get("levels", [1, 2, 3])
        return [library for library in self.libraries if library.level in levels]

    def _total(self, profile: dict[str, Any], year: int) -> float:
        ahead = year - self.today.year + 1  # the numbers of the plan are those of last year
        return float(profile["total"] * (1 + profile["growth"]) ** ahead)

    def _share(self, indicator: Indicator, profile: dict[str, Any], library: Library) -> float:
        if "each" in profile:
            return 1.0
        if indicator.pk not in self.shares:
            self.shares[indicator.pk] = dict(self._shares(indicator, profile))
        return self.shares[indicator.pk][library.pk]

    def _shares(self, indicator: Indicator, profile: dict[str, Any]) -> Iterator[tuple[int, float]]:
        """What part of the network's number each library has."""
        for levels, part in (([1], profile["main"]), ([2, 3], 1 - profile["main"])):
            peers = [one for one in self._counting(profile) if one.level in levels]
            weights = {one.pk: self._weight(indicator, one) for one in peers}
            whole = sum(weights.values())
            yield from ((pk, part * weight / whole) for pk, weight in weights.items())

    def _weight(self, indicator: Indicator, library: Library) -> float:
        size = self._random(library).uniform(0.6, 1.5)
        size *= self._random(indicator, library).uniform(0.85, 1.15)
        if library.level == 1:
            return 1.5 if library.position == 0 else 1.0
        return size * _ROOM if library.level == 3 else size

    def _random(self, *about: Any) -> random.Random:
        words = [getattr(one, "code", one) for one in about]
        return random.Random(":".join(map(str, (self.seed, *words))))  # noqa: S311 - sample data

    def _entry(
        self, indicator: Indicator, library: Library, span: Span, start: dt.date, value: float
    ) -> Entry:
        exact = round(Decimal(value), indicator.decimals)
        return Entry(indicator.pk, library.pk, span, start, exact)
