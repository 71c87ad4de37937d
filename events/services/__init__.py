"""Everything that changes series and their dates."""

from .copying import start_afresh
from .horizon import Tally, extend_horizon
from .planner import Report, reconcile
from .publishing import check_privacy, publish_schedule, touch, withdraw_schedule
from .rollout import roll_out
from .sessions import Outcome, cancel, cancel_many, change, keep, reinstate, take_place
from .split import sessions_left, split
from .templates import series_from_template

__all__ = [
    "Outcome",
    "Report",
    "Tally",
    "cancel",
    "cancel_many",
    "change",
    "check_privacy",
    "extend_horizon",
    "keep",
    "publish_schedule",
    "reconcile",
    "reinstate",
    "roll_out",
    "series_from_template",
    "sessions_left",
    "split",
    "start_afresh",
    "take_place",
    "touch",
    "withdraw_schedule",
]
