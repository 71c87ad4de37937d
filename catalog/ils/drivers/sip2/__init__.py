"""The driver for SIP2."""

from .driver import Sip2

__all__ = ["Sip2"]
