from .jury import Group, Row, calls_of, groups, is_manager, left_for, may_judge, mine, winners
from .public import by_voice, calls, is_public, may_see, of_reader, open_calls, published

__all__ = [
    "Group",
    "Row",
    "by_voice",
    "calls",
    "calls_of",
    "groups",
    "is_manager",
    "is_public",
    "left_for",
    "may_judge",
    "may_see",
    "mine",
    "of_reader",
    "open_calls",
    "published",
    "winners",
]
