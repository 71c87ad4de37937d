"""A made-up union catalogue: the same records on every machine, without any file to download.

Some three hundred works everyone knows come first, with their real titles and authors; the rest is
invented. Publishers, years, ISBNs and copies are invented throughout.
"""

from .books import LIBRARY_CODES, books, record_id
from .writer import write

__all__ = ["LIBRARY_CODES", "books", "record_id", "write"]
