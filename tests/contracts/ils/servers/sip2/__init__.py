"""A SIP2 server over the made-up library."""

from .server import LOGIN, PASSWORD, SHELF_FIELD, Sip2Server

__all__ = ["LOGIN", "PASSWORD", "SHELF_FIELD", "Sip2Server"]
