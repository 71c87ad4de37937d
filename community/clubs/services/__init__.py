"""Everything that changes who is in a club, and what is made ready for it."""

from .copies import lay_out_copies
from .members import forget_member, forget_reader, join, leave, remove, set_places
from .messages import recipients, write_to_members
from .rules import check_may_join, refusal

__all__ = [
    "check_may_join",
    "forget_member",
    "forget_reader",
    "join",
    "lay_out_copies",
    "leave",
    "recipients",
    "refusal",
    "remove",
    "set_places",
    "write_to_members",
]
