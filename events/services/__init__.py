"""Everything that changes series and their dates."""

from .horizon import Tally, extend_horizon
from .planner import Report, reconcile
from .publishing import publish_schedule, touch, withdraw_schedule
from .sessions import cancel, change, keep, reinstate

__all__ = [
    "Report",
    "Tally",
    "cancel",
    "change",
    "extend_horizon",
    "keep",
    "publish_schedule",
    "reconcile",
    "reinstate",
    "touch",
    "withdraw_schedule",
]
