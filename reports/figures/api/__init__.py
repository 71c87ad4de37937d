"""Figures for programs: what is counted, and the numbers."""

from .reading import router

__all__ = ["router"]
