"""MARC records read and understood. Nothing here knows Django's models or a database."""
