"""Counts what is looked for. No text that may be somebody's number or address is kept."""

import logging
import re

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from search.engine.analysis import isbn_core

from .kinds import Kind
from .models import SearchQuery

logger = logging.getLogger(__name__)

# Telephone, card and identity numbers have six digits or more, addresses of mail an @.
_PERSONAL = re.compile(r"@|(?:\d[\s-]?){6}")

# One statement adds to today's row or makes it, the same on both databases.
_ADD = f"""
    INSERT INTO {SearchQuery._meta.db_table} (day, text, kind, results, count)
    VALUES (%s, %s, %s, %s, 1)
    ON CONFLICT (day, text, kind) DO UPDATE
    SET count = {SearchQuery._meta.db_table}.count + 1, results = EXCLUDED.results
"""  # noqa: S608 (the name of our own table)


def count_search(words: str, *, kind: Kind, results: int) -> None:
    """Add one to today's count of *words*; a search is answered even if this fails."""
    text = words.lower()
    if not settings.PORTAL_SEARCH_LOG or not text or _is_personal(text):
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [timezone.localdate(), text, kind.value, results])
    except DatabaseError:
        logger.warning("A search was not counted", exc_info=True)


def _is_personal(text: str) -> bool:
    return bool(_PERSONAL.search(text)) and not isbn_core(text)
