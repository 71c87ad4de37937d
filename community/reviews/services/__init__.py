"""Everything that changes reviews, beside moderation."""

from .picking import pick, unpick
from .voting import forget_votes, unvote, vote

__all__ = ["forget_votes", "pick", "unpick", "unvote", "vote"]
