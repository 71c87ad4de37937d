"""Figures that are one figure divided by another, such as loans per 1,000 residents."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reports.figures.enums import Combine, Span
from reports.figures.models import Indicator

from .cube import EXACT, NOTHING, Libraries, Value, by_library, standing

ByLibrary = Mapping[int, Value]


def divide(above: ByLibrary, under: ByLibrary, factor: Decimal) -> Value:
    """The sums of the libraries that have both numbers, one divided by the other."""
    both = above.keys() & under.keys()
    bottom = sum((_amount(under[library]) for library in both), Decimal(0))
    if not bottom:
        return NOTHING
    top = sum((_amount(above[library]) for library in both), Decimal(0))
    months = min(above[library].months for library in both)
    return Value((top / bottom * factor).quantize(EXACT), len(both), months)


def _amount(value: Value) -> Decimal:
    return value.amount or Decimal(0)


class Parts:
    """Numerators and denominators of *ratios* by library, read in two queries.

    A denominator that stands until it changes (residents, holdings) is the last one known.
    """

    def __init__(
        self,
        ratios: Iterable[Indicator],
        span: Span,
        first: dt.date,
        last: dt.date,
        libraries: Libraries,
    ) -> None:
        self.ratios = list(ratios)
        self.libraries = libraries
        needed = {part.pk for ratio in self.ratios for part in _parts(ratio)}
        self.numbers = by_library(needed, span, first, last, libraries) if needed else {}
        stands = {
            part.pk for ratio in self.ratios if (part := _parts(ratio)[1]).combine == Combine.LAST
        }
        self.standing = standing(stands, last.year)

    def value(self, ratio: Indicator, start: dt.date) -> Value:
        above, under = self.of(ratio, start)
        return divide(above, under, ratio.factor)

    def of(self, ratio: Indicator, start: dt.date) -> tuple[ByLibrary, ByLibrary]:
        numerator, denominator = _parts(ratio)
        under: dict[int, Value] = {}
        for year, numbers in self.standing.get(denominator.pk, {}).items():
            if year <= start.year:
                under |= numbers
        under |= self.numbers.get((denominator.pk, start), {})
        return self.numbers.get((numerator.pk, start), {}), under


def _parts(ratio: Indicator) -> tuple[Indicator, Indicator]:
    numerator, denominator = ratio.numerator, ratio.denominator
    assert numerator is not None and denominator is not None  # noqa: S101, PT018 - a constraint says so
    return numerator, denominator
