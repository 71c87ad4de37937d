"""What events tell the parts that stand on them, which they do not know."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

from events.models import EventSeries

# After the commit; *key* is the translation key of a series whose dates or terms may have changed.
schedule_changed = Signal()


def announce(series: EventSeries) -> None:
    """Tell of a change of *series* when it is in the database."""
    send = partial(schedule_changed.send, sender=EventSeries, key=series.translation_key)
    transaction.on_commit(send, robust=True)
