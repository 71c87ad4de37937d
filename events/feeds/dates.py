"""The flat form of a calendar: each date an event of its own, its bytes kept until it changes."""

import logging
from collections.abc import Sequence

from django.core.cache import cache
from django.utils.translation import get_language

from events.feeds.text import calendar_event
from events.models import Occurrence
from events.schedule.ical import CalendarEvent, vevent

logger = logging.getLogger(__name__)

WRITER = "1"  # raise it when the writer changes: every subscriber reads anew
KEEP = 7 * 24 * 60 * 60
UNWRITABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError)


def flat_events(rows: Sequence[Occurrence]) -> list[bytes]:
    """A VEVENT for each of *rows*; what is kept is not written again."""
    keys = {row.pk: _key(row) for row in rows}
    kept = cache.get_many(keys.values())
    fresh = {}
    for row in rows:
        key = keys[row.pk]
        if key not in kept and (data := _written(row)):
            kept[key] = fresh[key] = data
    if fresh:
        cache.set_many(fresh, KEEP)
    return [kept[key] for key in keys.values() if key in kept]


def event_or_nothing(row: Occurrence) -> CalendarEvent | None:
    """*row* as an event; nothing, and a line in the log, if its data cannot be read.

    One bad event must not take a whole calendar away from its subscribers.
    """
    try:
        return calendar_event(row)
    except UNWRITABLE:
        logger.exception("Cannot write event %s", row.uid)
        return None


def _written(row: Occurrence) -> bytes:
    if event := event_or_nothing(row):
        try:
            return vevent(event)
        except UNWRITABLE:
            logger.exception("Cannot write event %s", row.uid)
    return b""


def _key(row: Occurrence) -> str:
    version = f"{row.sequence}:{row.ical_modified.timestamp()}"
    return f"vevent:{WRITER}:{get_language()}:{row.uid}:{version}"
