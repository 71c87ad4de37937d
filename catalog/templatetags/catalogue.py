"""What templates with rows of books need besides the built-in tags."""

from collections.abc import Iterable
from typing import Any

from django import template

from catalog.availability import Knowledge

register = template.Library()


@register.filter
def knowledge(rows: Iterable[Any]) -> Knowledge:
    """From when the availability of *rows* is known: records or values that carry it."""
    return Knowledge.of(
        row["availability"] if isinstance(row, dict) else row.availability for row in rows
    )
