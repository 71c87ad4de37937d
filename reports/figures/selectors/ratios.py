"""Figures that are one figure divided by another, such as loans per 1,000 residents."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reports.figures.enums import Combine, Span
from reports.figures.models import Indicator

from .cube import EXACT, NOTHING, Libraries, Value, by_library, standing

ByLibrary = Mapping[int, Value]


def divide(above: ByLibrary, under: ByLibrary, factor: Decimal, *, is_standing: bool) -> Value:
    """The sum of one divided by the sum of the other.

    What stands, as the residents of a street do, is divided by whole, whoever has counted; else
    only libraries that have both numbers take part.
    """
    if is_standing:
        tops, bottoms = set(above), set(under)
    else:
        tops = bottoms = above.keys() & under.keys()
    bottom = sum((_amount(under[library]) for library in bottoms), Decimal(0))
    if not bottom or not tops:
        return NOTHING
    top = sum((_amount(above[library]) for library in tops), Decimal(0))
    months = min(above[library].months for library in tops)
    return Value((top / bottom * factor).quantize(EXACT), len(tops), months)


def is_standing(ratio: Indicator) -> bool:
    return _parts(ratio)[1].combine == Combine.LAST


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
        stands = {_parts(ratio)[1].pk for ratio in self.ratios if is_standing(ratio)}
        self.standing = standing(stands, last.year, libraries)

    def value(self, ratio: Indicator, start: dt.date) -> Value:
        above, under = self.of(ratio, start)
        return divide(above, under, ratio.factor, is_standing=is_standing(ratio))

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
