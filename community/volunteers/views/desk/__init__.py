"""The planner of staff, below /admin/."""

from .base import DeskView
from .hours import HoursView
from .panel import AtRiskPanel
from .people import PaperView, PeopleView, PersonView
from .planner import PlannerView
from .shift import (
    CancelView,
    ExportView,
    MessageView,
    MoveView,
    NewShiftView,
    PosterView,
    RepeatView,
    ShiftView,
)

__all__ = [
    "AtRiskPanel",
    "CancelView",
    "DeskView",
    "ExportView",
    "HoursView",
    "MessageView",
    "MoveView",
    "NewShiftView",
    "PaperView",
    "PeopleView",
    "PersonView",
    "PlannerView",
    "PosterView",
    "RepeatView",
    "ShiftView",
]
