"""Drawn covers for books without a picture: pure functions, no clock and no random state."""

from .cover import VERSION, cover_svg

__all__ = ["VERSION", "cover_svg"]
