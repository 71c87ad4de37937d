"""What visitors write into an address, made harmless: what cannot be understood is left out."""

import datetime as dt
import re
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9-]{1,40}")
MAX_CHOICES = 20
MAX_TEXT = 60
YEARS = range(2000, 2100)


def read_slugs(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if SLUG.fullmatch(value)))[:MAX_CHOICES]


def read_date(text: str) -> dt.date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return date if date.year in YEARS else None


def read_text(text: str) -> str:
    """Printable words, not too many of them."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:MAX_TEXT]).split())
