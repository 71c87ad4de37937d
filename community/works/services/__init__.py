"""Everything that changes works, their files and their prizes, beside moderation."""

from .entering import Sending, check_open, enter, groups_for, revise
from .files import drop, forget_loose, forget_member, forget_reader, forget_withdrawn, keep
from .indexing import index_works
from .judging import announce_due, award, reopen, score, settle
from .liking import LIKES, forget_likes, like, unlike

__all__ = [
    "LIKES",
    "Sending",
    "announce_due",
    "award",
    "check_open",
    "drop",
    "enter",
    "forget_likes",
    "forget_loose",
    "forget_member",
    "forget_reader",
    "forget_withdrawn",
    "groups_for",
    "index_works",
    "keep",
    "like",
    "reopen",
    "revise",
    "score",
    "settle",
    "unlike",
]
