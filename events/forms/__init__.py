"""Forms of the admin besides the editors."""

from .dates import FollowingForm, ReasonForm, SessionForm
from .rollout import RollOutForm, RollOutRowForm, SeriesFromTemplateForm
from .schedule import ScheduleForm, days_sent

__all__ = [
    "FollowingForm",
    "ReasonForm",
    "RollOutForm",
    "RollOutRowForm",
    "ScheduleForm",
    "SeriesFromTemplateForm",
    "SessionForm",
    "days_sent",
]
