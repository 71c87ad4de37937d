"""Everything that changes volunteers, shifts, sign-ups and hours."""

from .certificates import issue, revoke
from .due import run_due
from .exchanging import exchange, propose, refuse_exchange
from .forgetting import forget_emergency_contacts, forget_member, forget_reader
from .hours import check_in, check_out, close, correct, mark_no_show, undo
from .joining import apply, approve, end, invite, note_talk, pause, refuse, resume, update_profile
from .messages import recipients, write_to_shift
from .rules import refusal
from .shifts import Draft, cancel, drafts, move, plan, plan_for_date, plan_many, set_capacity, sync
from .signing import accept, add_helper, assign, decline, release, sign_up, take_off
from .swaps import offer, take_over, veto, withdraw

__all__ = [
    "Draft",
    "accept",
    "add_helper",
    "apply",
    "approve",
    "assign",
    "cancel",
    "check_in",
    "check_out",
    "close",
    "correct",
    "decline",
    "drafts",
    "end",
    "exchange",
    "forget_emergency_contacts",
    "forget_member",
    "forget_reader",
    "invite",
    "issue",
    "mark_no_show",
    "move",
    "note_talk",
    "offer",
    "pause",
    "plan",
    "plan_for_date",
    "plan_many",
    "propose",
    "recipients",
    "refusal",
    "refuse",
    "refuse_exchange",
    "release",
    "resume",
    "revoke",
    "run_due",
    "set_capacity",
    "sign_up",
    "sync",
    "take_off",
    "take_over",
    "undo",
    "update_profile",
    "veto",
    "withdraw",
    "write_to_shift",
]
