from .review import Review, Vote

__all__ = ["Review", "Vote"]
