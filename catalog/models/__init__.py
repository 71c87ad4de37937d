from .commands import ILSCommand
from .cover import Cover
from .harvest import HarvestRun, HarvestSeen
from .hidden import HiddenRecord
from .holding import Holding
from .imports import ImportRun
from .loans import LoanCount
from .record import Record, RecordISBN
from .uploads import MarcUpload
from .work import Work

__all__ = [
    "Cover",
    "HarvestRun",
    "HarvestSeen",
    "HiddenRecord",
    "Holding",
    "ILSCommand",
    "ImportRun",
    "LoanCount",
    "MarcUpload",
    "Record",
    "RecordISBN",
    "Work",
]
