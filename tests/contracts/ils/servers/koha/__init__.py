"""A stand-in for Koha: its REST API over the made-up library, checked against the contract."""

from .server import CLIENT_ID, SECRET, KohaServer

__all__ = ["CLIENT_ID", "SECRET", "KohaServer"]
