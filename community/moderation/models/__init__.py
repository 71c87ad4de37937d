from .bans import Ban
from .contributions import Contribution, Version, Voice
from .decisions import UNDO_WITHIN, Decision, Reason
from .reports import Report
from .settings import ModerationSettings
from .words import Word

__all__ = [
    "UNDO_WITHIN",
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
