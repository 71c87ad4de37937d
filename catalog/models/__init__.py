from .commands import ILSCommand
from .holding import Holding
from .imports import ImportRun
from .record import Record, RecordISBN
from .work import Work

__all__ = ["Holding", "ILSCommand", "ImportRun", "Record", "RecordISBN", "Work"]
