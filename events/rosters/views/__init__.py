from .door import DoorView, MarksView, PosterView
from .draw import DrawView, draw_listing
from .here import here
from .index import HeadCountsView, IndexView
from .message import MessageView
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
    "DrawView",
    "ExportView",
    "HeadCountView",
    "HeadCountsView",
    "IndexView",
    "LiftPauseView",
    "MarksView",
    "MessageView",
    "OnBehalfView",
    "PosterView",
    "PromoteView",
    "RosterView",
    "SheetView",
    "WalkInView",
    "draw_listing",
    "here",
]
