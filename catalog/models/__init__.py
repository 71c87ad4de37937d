from .holding import Holding
from .imports import ImportRun
from .record import Record, RecordISBN

__all__ = ["Holding", "ImportRun", "Record", "RecordISBN"]
