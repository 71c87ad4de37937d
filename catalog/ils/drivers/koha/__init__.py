"""The driver for Koha."""

from .driver import KohaRest

__all__ = ["KohaRest"]
