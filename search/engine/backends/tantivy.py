"""Placeholder until the engine lands: Wagtail's own database search."""

from modelsearch.backends.database import SearchBackend

__all__ = ["SearchBackend"]
