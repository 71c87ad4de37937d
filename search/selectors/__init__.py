"""What the search page reads: hits of each kind, the rows behind them, suggestions."""

from .catalogue import chosen_facets, facet_groups
from .hits import Answer, find
from .rows import rows, upcoming_first
from .starts import popular_searches, searches
from .suggestions import did_you_mean, suggestions

__all__ = [
    "Answer",
    "chosen_facets",
    "did_you_mean",
    "facet_groups",
    "find",
    "popular_searches",
    "rows",
    "searches",
    "suggestions",
    "upcoming_first",
]
