"""What the figures say: values, series, comparisons, and where the numbers come from.

Every question takes many indicators at once (rows or codes), asks a fixed number of queries, and is
kept until something on the site changes. "None" is "not entered", and never 0. A library is asked
for with all that belong to it, unless it is asked for `alone`.
"""

from . import returns
from .answers import Point, series, value, values, years
from .comparing import Comparison, by_libraries, compare
from .cube import NOTHING, Value, codes_of, known
from .provenance import Origin, provenance

__all__ = [
    "NOTHING",
    "Comparison",
    "Origin",
    "Point",
    "Value",
    "by_libraries",
    "codes_of",
    "compare",
    "known",
    "provenance",
    "returns",
    "series",
    "value",
    "values",
    "years",
]
