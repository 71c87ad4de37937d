"""Readers' own contributions and help: reviews, works, volunteers, questions (each its own app)."""
