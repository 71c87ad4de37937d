"""Plan every published series as far ahead as the portal shows."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError

from events.models import EventSeries, EventSeriesPage
from events.schedule.recurrence import RuleError

from .planner import reconcile
from .publishing import publish_schedule

logger = logging.getLogger(__name__)


@dataclass
class Tally:
    series: int = 0
    created: int = 0
    changed: int = 0
    failed: int = 0


def extend_horizon() -> Tally:
    """Reconcile all series, each in a transaction of its own; one that is broken stops no other.

    Holidays entered since the last time are taken into account. Pages that went live without
    Wagtail's signal, in a restored database for instance, get their series too.
    """
    tally = Tally()
    for series in EventSeries.objects.in_force().filter(live=True).iterator():
        try:
            report = reconcile(series)
        except (RuleError, ValidationError):
            logger.exception("Cannot plan event series %s", series.pk)
            tally.failed += 1
            continue
        tally.series += 1
        tally.created += report.created
        tally.changed += report.changed
    for page in _pages_without_series():
        planned = publish_schedule(page)
        tally.series += 1
        tally.created += planned.created if planned else 0
    return tally


def _pages_without_series() -> list[EventSeriesPage]:
    known = EventSeries.objects.filter(is_current=True).values("translation_key")
    pages = EventSeriesPage.objects.live().filter(
        locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True
    )
    return list(pages.exclude(translation_key__in=known).select_related("locale"))
