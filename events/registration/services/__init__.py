"""Everything that changes registrations, places, attendance and draws."""

from .addresses import renew_calendar, revoke_calendar
from .attendance import close, count_heads, mark
from .booking import register, register_by_staff, walk_in
from .changes import accept, cancel, cancel_by_staff, change_party, decline, promote
from .draws import prepare_draw, run_draw
from .due import run_due
from .feedback import give_feedback
from .pauses import lift_pause
from .places import set_capacity
from .rules import refusal
from .sync import sync

__all__ = [
    "accept",
    "cancel",
    "cancel_by_staff",
    "change_party",
    "close",
    "count_heads",
    "decline",
    "give_feedback",
    "lift_pause",
    "mark",
    "prepare_draw",
    "promote",
    "refusal",
    "register",
    "register_by_staff",
    "renew_calendar",
    "revoke_calendar",
    "run_draw",
    "run_due",
    "set_capacity",
    "sync",
    "walk_in",
]
