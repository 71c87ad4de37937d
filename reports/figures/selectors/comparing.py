"""The libraries side by side: in numbers as they are, or per 1,000 residents."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.core.models import Library
from reports.figures.enums import Span
from reports.figures.models import RESIDENTS, Indicator

from .cube import NOTHING, Value, by_library, codes_of, known, standing
from .keeping import kept
from .ratios import ByLibrary, Parts, divide, is_standing

_PER = Decimal(1000)
Groups = Mapping[int, Iterable[int]]
Fraction = tuple[ByLibrary, ByLibrary | None]  # without a denominator: a plain number


@dataclass(frozen=True, slots=True)
class Comparison:
    library: Library
    value: Value
    last_year: Value


def compare(
    indicator: Indicator | str,
    year: int,
    *,
    per_residents: bool = False,
    with_branches: bool = False,
) -> list[Comparison]:
    """Each library's value in *year* and the year before, in the order of the network.

    *per_residents* divides what is counted by the residents of each library's area and multiplies
    by 1,000. *with_branches* gives the main libraries alone, each with all that belong to it.
    """
    code = codes_of([indicator])[0]
    libraries = list(Library.objects.all())
    groups = _groups(libraries) if with_branches else {one.pk: [one.pk] for one in libraries}
    this, last = (
        _kept([code], some, groups, per_residents=per_residents).get(code, {})
        for some in (year, year - 1)
    )
    return [
        Comparison(one, this.get(one.pk, NOTHING), last.get(one.pk, NOTHING))
        for one in libraries
        if one.pk in groups
    ]


def by_libraries(
    indicators: Iterable[Indicator | str], year: int, *, per_residents: bool = False
) -> dict[str, dict[int, Value]]:
    """By code, the value of each library (its key) that has one; of many indicators at once."""
    codes = codes_of(indicators)
    groups = {pk: [pk] for pk in Library.objects.values_list("pk", flat=True)}
    found = _kept(codes, year, groups, per_residents=per_residents)
    return {
        code: {library: value for library, value in values.items() if value.is_entered}
        for code, values in found.items()
    }


def _groups(libraries: list[Library]) -> dict[int, list[int]]:
    """Each main library with all below it."""
    parents = {one.pk: one.parent_id for one in libraries}
    groups: dict[int, list[int]] = {one.pk: [] for one in libraries if one.parent_id is None}
    for one in libraries:
        top = one.pk
        while parent := parents.get(top):
            top = parent
        groups[top].append(one.pk)
    return groups


def _kept(
    codes: list[str], year: int, groups: Groups, *, per_residents: bool
) -> dict[str, dict[int, Value]]:
    return kept(
        "libraries",
        codes,
        year,
        groups,
        per_residents,
        make=lambda: _values(codes, year, groups, per_residents=per_residents),
    )


def _values(
    codes: list[str], year: int, groups: Groups, *, per_residents: bool
) -> dict[str, dict[int, Value]]:
    rows = known(codes)
    start = dt.date(year, 1, 1)
    parts = Parts([row for row in rows if row.is_ratio], Span.YEAR, start, start, None)
    plain = [row.pk for row in rows if not row.is_ratio]
    numbers = by_library(plain, Span.YEAR, start, start, None)
    people = _residents(year) if per_residents else None
    found = {}
    for row in rows:
        if row.is_ratio:
            fraction: Fraction = parts.of(row, start)
        else:
            fraction = (numbers.get((row.pk, start), {}), people)
        factor = row.factor if row.is_ratio else _PER
        stands = is_standing(row) if row.is_ratio else True
        found[row.code] = {
            one: _value(fraction, group, factor, is_standing=stands)
            for one, group in groups.items()
        }
    return found


def _residents(year: int) -> ByLibrary:
    people = Indicator.objects.filter(code=RESIDENTS).values_list("pk", flat=True)
    last_known: dict[int, Value] = {}
    for by_year in standing(list(people), year).values():
        for numbers in by_year.values():
            last_known |= numbers
    return last_known


def _value(
    fraction: Fraction, group: Iterable[int], factor: Decimal, *, is_standing: bool
) -> Value:
    above, under = fraction
    own = {library: above[library] for library in group if library in above}
    if under is not None:
        base = {library: under[library] for library in group if library in under}
        return divide(own, base, factor, is_standing=is_standing)
    if not own:
        return NOTHING
    amount = sum((value.amount or Decimal(0) for value in own.values()), Decimal(0))
    return Value(amount, len(own), min(value.months for value in own.values()))
