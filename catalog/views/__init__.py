"""Public pages of the catalogue, their fragments and files."""

from .citations import bibtex, ris
from .covers import cover
from .fragments import availability
from .pages import by_isbn, record
from .union import union, union_record

__all__ = ["availability", "bibtex", "by_isbn", "cover", "record", "ris", "union", "union_record"]
