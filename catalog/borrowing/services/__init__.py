"""Everything readers do with their cards, and staff with the codes on their walls."""

from .acts import carry_out
from .attempts import count_code
from .attempts import prune as prune_attempts
from .cards import link_card, name_card, unlink_card
from .codes import change_code, code_of
from .reminders import prune_reminders, remind

__all__ = [
    "carry_out",
    "change_code",
    "code_of",
    "count_code",
    "link_card",
    "name_card",
    "prune_attempts",
    "prune_reminders",
    "remind",
    "unlink_card",
]
