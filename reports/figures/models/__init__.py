from .batch import Batch
from .fact import Fact, FactRevision, Rollup
from .indicator import RESIDENTS, Indicator
from .monthly import MonthlyReturn
from .upload import Alias, FigureUpload

__all__ = [
    "RESIDENTS",
    "Alias",
    "Batch",
    "Fact",
    "FactRevision",
    "FigureUpload",
    "Indicator",
    "MonthlyReturn",
    "Rollup",
]
