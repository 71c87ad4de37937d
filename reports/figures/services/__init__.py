"""Every change of numbers: `record`, `undo` and nothing else write facts and their sums."""

from . import counting, returns
from .indicators import load_indicators
from .recording import Entry, Recording, record
from .rollups import rebuild
from .undoing import undo

__all__ = [
    "Entry",
    "Recording",
    "counting",
    "load_indicators",
    "rebuild",
    "record",
    "returns",
    "undo",
]
