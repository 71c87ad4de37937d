from .index import HeadCountsView, IndexView
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
    "HeadCountView",
    "HeadCountsView",
    "IndexView",
    "LiftPauseView",
    "OnBehalfView",
    "PromoteView",
    "RosterView",
    "WalkInView",
]
