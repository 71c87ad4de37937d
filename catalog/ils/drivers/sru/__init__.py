"""The catalogue of any server that speaks SRU 1.1 to 2.0 and hands out MARCXML."""

from .driver import SruCatalogue

__all__ = ["SruCatalogue"]
