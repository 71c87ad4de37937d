"""Everything that changes series and their dates."""

from .copying import start_afresh
from .horizon import Tally, extend_horizon
from .planner import Report, reconcile
from .publishing import check_privacy, publish_schedule, touch, withdraw_schedule
from .rollout import roll_out
from .sessions import cancel, change, keep, reinstate
from .split import split
from .templates import series_from_template

__all__ = [
    "Report",
    "Tally",
    "cancel",
    "change",
    "check_privacy",
    "extend_horizon",
    "keep",
    "publish_schedule",
    "reconcile",
    "reinstate",
    "roll_out",
    "series_from_template",
    "split",
    "start_afresh",
    "touch",
    "withdraw_schedule",
]
