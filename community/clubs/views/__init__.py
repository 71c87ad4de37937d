"""Pages for everybody, for members, for leaders, and for staff (`desk`)."""

from . import desk
from .joining import join, membership, mine
from .leading import members, message
from .public import club, lead, leads, listing

__all__ = [
    "club",
    "desk",
    "join",
    "lead",
    "leads",
    "listing",
    "members",
    "membership",
    "message",
    "mine",
]
