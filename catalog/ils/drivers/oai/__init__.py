"""Harvests any catalogue that speaks OAI-PMH 2.0 and hands out MARCXML."""

from .driver import OaiHarvest

__all__ = ["OaiHarvest"]
