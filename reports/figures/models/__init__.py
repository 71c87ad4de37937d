from .batch import Batch
from .fact import Fact, FactRevision, Rollup
from .indicator import RESIDENTS, Indicator

__all__ = ["RESIDENTS", "Batch", "Fact", "FactRevision", "Indicator", "Rollup"]
