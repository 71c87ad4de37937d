"""From points to places: pure arithmetic, so that everybody can check it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Points = tuple[int, int, int | None, int]  # entry, criterion, juror, points


@dataclass(frozen=True, slots=True)
class Result:
    """What a work got. *mean* is of those jurors who looked at every criterion."""

    mean: Fraction | None
    jurors: int
    lowest: Fraction | None = None
    highest: Fraction | None = None

    @property
    def rounded(self) -> float | None:
        return None if self.mean is None else round(float(self.mean), 2)


def results(points: Iterable[Points], weights: Mapping[int, int]) -> dict[int, Result]:
    """For each entry the mean over jurors of the weighted mean over criteria, exactly."""
    given: dict[int, dict[int | None, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for entry, criterion, juror, value in points:
        if criterion in weights:
            given[entry][juror][criterion] = value
    total = sum(weights.values())
    found = {}
    for entry, jurors in given.items():
        marks = [
            Fraction(sum(weights[key] * value for key, value in sheet.items()), total)
            for sheet in jurors.values()
            if len(sheet) == len(weights)
        ]
        found[entry] = (
            Result(sum(marks, Fraction(0)) / len(marks), len(marks), min(marks), max(marks))
            if marks
            else Result(None, 0)
        )
    return found


def places(means: Mapping[int, Fraction | None]) -> dict[int, int]:
    """Places as at the Olympics: equals share one, and the next after two firsts is the third."""
    ordered = sorted((mean for mean in means.values() if mean is not None), reverse=True)
    return {key: ordered.index(mean) + 1 for key, mean in means.items() if mean is not None}
