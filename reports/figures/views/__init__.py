from .indicator import indicator, table
from .libraries import libraries
from .overview import overview

__all__ = ["indicator", "libraries", "overview", "table"]
