"""Public pages of the catalogue, their fragments and files."""

from .covers import cover
from .fragments import availability
from .pages import by_isbn, record

__all__ = ["availability", "by_isbn", "cover", "record"]
