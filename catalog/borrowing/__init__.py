"""Readers and the library system: their cards, loans, holds and borrowing by themselves.

Whatever the system is: all of it goes through `catalog.systems.ils()`.
"""
