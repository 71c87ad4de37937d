"""Forms of the admin besides the editors."""

from .rollout import RollOutForm, RollOutRowForm, SeriesFromTemplateForm
from .schedule import ScheduleForm, SessionForm, days_sent

__all__ = [
    "RollOutForm",
    "RollOutRowForm",
    "ScheduleForm",
    "SeriesFromTemplateForm",
    "SessionForm",
    "days_sent",
]
