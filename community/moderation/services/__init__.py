"""Everything that changes contributions. Domains call these and nothing else."""

from .appealing import appeal
from .deciding import decide, undo
from .editing import edit, withdraw
from .guarding import approve_as_guardian, decline_as_guardian
from .reporting import report
from .rules import ban_of, check_may_write
from .submitting import submit, voice_of
from .voting import Ballot

__all__ = [
    "Ballot",
    "appeal",
    "approve_as_guardian",
    "ban_of",
    "check_may_write",
    "decide",
    "decline_as_guardian",
    "edit",
    "report",
    "submit",
    "undo",
    "voice_of",
    "withdraw",
]
