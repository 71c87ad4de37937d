from .commands import ILSCommand
from .harvest import HarvestRun
from .holding import Holding
from .imports import ImportRun
from .record import Record, RecordISBN
from .work import Work

__all__ = [
    "HarvestRun",
    "Holding",
    "ILSCommand",
    "ImportRun",
    "Record",
    "RecordISBN",
    "Work",
]
