"""Everything that changes works and their files, beside moderation."""

from .entering import Sending, check_open, enter, groups_for, revise
from .files import drop, forget_loose, forget_member, forget_reader, forget_withdrawn, keep

__all__ = [
    "Sending",
    "check_open",
    "drop",
    "enter",
    "forget_loose",
    "forget_member",
    "forget_reader",
    "forget_withdrawn",
    "groups_for",
    "keep",
    "revise",
]
