from .board import board, board_live
from .indicator import indicator, table
from .libraries import libraries
from .overview import overview

__all__ = ["board", "board_live", "indicator", "libraries", "overview", "table"]
