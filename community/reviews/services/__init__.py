"""Everything that changes reviews, beside moderation."""

from .picking import pick, unpick
from .voting import HELPFUL, forget_votes, unvote, vote

__all__ = ["HELPFUL", "forget_votes", "pick", "unpick", "unvote", "vote"]
