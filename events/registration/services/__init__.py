"""Everything that changes registrations, places, attendance and draws."""

from .attendance import close, count_heads, mark
from .booking import register, register_by_staff, walk_in
from .changes import accept, cancel, change_party, decline, promote
from .draws import prepare_draw, run_draw
from .due import run_due
from .pauses import lift_pause
from .places import set_capacity
from .rules import refusal
from .sync import sync

__all__ = [
    "accept",
    "cancel",
    "change_party",
    "close",
    "count_heads",
    "decline",
    "lift_pause",
    "mark",
    "prepare_draw",
    "promote",
    "refusal",
    "register",
    "register_by_staff",
    "run_draw",
    "run_due",
    "set_capacity",
    "sync",
    "walk_in",
]
