from .door import DoorView, MarksView, PosterView
from .here import here
from .index import HeadCountsView, IndexView
from .papers import ExportView, SheetView
from .roster import (
    CancelView,
    CapacityView,
    CloseView,
    HeadCountView,
    LiftPauseView,
    OnBehalfView,
    PromoteView,
    RosterView,
    WalkInView,
)

__all__ = [
    "CancelView",
    "CapacityView",
    "CloseView",
    "DoorView",
    "ExportView",
    "HeadCountView",
    "HeadCountsView",
    "IndexView",
    "LiftPauseView",
    "MarksView",
    "OnBehalfView",
    "PosterView",
    "PromoteView",
    "RosterView",
    "SheetView",
    "WalkInView",
    "here",
]
