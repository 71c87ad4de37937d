from .bans import Ban
from .contributions import Contribution, Version, Voice
from .decisions import Decision, Reason
from .reports import Report
from .settings import ModerationSettings
from .words import Word

__all__ = [
    "Ban",
    "Contribution",
    "Decision",
    "ModerationSettings",
    "Reason",
    "Report",
    "Version",
    "Voice",
    "Word",
]
