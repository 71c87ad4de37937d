"""Servers of library systems for tests: one made-up library, spoken of in several protocols."""
