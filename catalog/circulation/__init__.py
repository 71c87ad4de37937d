"""Lending without a library system: cards, loans and holds in the portal's own tables.

The rest of the portal knows it through the port alone (`driver.LocalSystem`).
"""
