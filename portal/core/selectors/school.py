"""The holidays of the schools."""

import datetime as dt

from django.core.cache import cache

from portal.core import generation
from portal.core.models import SchoolHoliday

KEEP = 60 * 60


def coming_school_holiday(today: dt.date) -> SchoolHoliday | None:
    """The holidays that are on, or the next ones; all are read once until something changes."""
    key = f"core:school:{generation.current()}"
    rows = cache.get_or_set(key, lambda: list(SchoolHoliday.objects.all()), KEEP) or []
    return next((row for row in rows if row.last >= today), None)
