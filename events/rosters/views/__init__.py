from .door import DoorView, MarksView, PosterView
from .draw import DrawView, draw_listing
from .feedback import DateFeedbackView, SeriesFeedbackView
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
    "DateFeedbackView",
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
    "SeriesFeedbackView",
    "SheetView",
    "WalkInView",
    "draw_listing",
    "here",
]
