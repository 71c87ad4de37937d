"""The words of the letters people who registered get."""

from . import dates, registered

__all__ = ["dates", "registered"]
