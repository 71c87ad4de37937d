"""The planner of staff, below /admin/."""

from .base import DeskView
from .hours import HoursView
from .panel import AtRiskPanel
from .people import PeopleView, PersonView
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
    "PeopleView",
    "PersonView",
    "PlannerView",
    "PosterView",
    "RepeatView",
    "ShiftView",
]
