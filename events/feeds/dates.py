"""The flat form of a calendar: each date an event of its own."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from events.feeds.text import EventTexts
from events.models import Occurrence
from events.schedule.ical import vevent

logger = logging.getLogger(__name__)

UNWRITABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError)
T = TypeVar("T")


def flat_events(rows: Sequence[Occurrence]) -> list[bytes]:
    """A VEVENT for each of *rows*."""
    texts = EventTexts()
    return [data for row in rows if (data := or_nothing(row, lambda r: vevent(texts.event(r))))]


def or_nothing(row: Occurrence, write: Callable[[Occurrence], T]) -> T | None:
    """*row* as *write* makes it; nothing, and a line in the log, if its data cannot be written.

    One bad event must not take a whole calendar away from its subscribers.
    """
    try:
        return write(row)
    except UNWRITABLE:
        logger.exception("Cannot write event %s", row.uid)
        return None
