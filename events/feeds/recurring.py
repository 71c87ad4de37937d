"""The series form of a calendar: a rule with its exceptions, for putting a series in once."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Count, Max, Sum

from events.feeds.dates import UNWRITABLE, flat_events, or_nothing
from events.feeds.text import EventTexts, series_event
from events.models import EventSeries, Occurrence
from events.schedule.series_ical import (
    PlannedDate,
    RuledSeries,
    WrittenSeries,
    write_series,
    zone_lines,
)
from events.services.planner import SHARED

logger = logging.getLogger(__name__)


def series_events(rows: Sequence[Occurrence], url: str) -> list[bytes]:
    """*rows* by series, each with its rule; flat where a rule cannot say it. *url* tells of all."""
    by_series: dict[int, list[Occurrence]] = defaultdict(list)
    for row in rows:
        by_series[row.series_id].append(row)
    parts = _parts({row.series.translation_key for row in rows})
    versions = _versions(parts)
    events: list[bytes] = []
    years: dict[str, int] = {}
    for part in parts:
        dates = by_series[part.pk]
        written = _written(part, dates, url, versions[part.translation_key]) if dates else None
        events += written.events if written else flat_events(dates)
        if written and written.tz:
            years[written.tz] = min(written.year, years.get(written.tz, written.year))
    return [*(zone_lines(tz, year) for tz, year in years.items()), *events]


def _parts(keys: Collection[UUID]) -> list[EventSeries]:
    return list(
        EventSeries.objects.filter(translation_key__in=keys)
        .select_related("library")
        .prefetch_related("audiences", "topics")
        .order_by("start_date", "pk")
    )


def _versions(parts: Sequence[EventSeries]) -> dict[UUID, tuple[int, dt.datetime]]:
    """Sequence and date of all parts of a series together.

    They rise with every change of any date and with every new one, and never fall: rows are never
    deleted, and one that moves to another part stays among those that count.
    """
    sums = (
        Occurrence.objects.filter(series__translation_key__in={p.translation_key for p in parts})
        .values("series__translation_key")
        .annotate(total=Sum("sequence") + Count("pk"), latest=Max("ical_modified"))
        .values_list("series__translation_key", "total", "latest")
    )
    versions = {key: (total, latest) for key, total, latest in sums}
    for part in parts:
        if known := versions.get(part.translation_key):
            total, latest = known
            latest = max(latest, part.ical_modified)
            versions[part.translation_key] = total + part.sequence, latest
    return versions


def _written(
    series: EventSeries, rows: list[Occurrence], url: str, version: tuple[int, dt.datetime]
) -> WrittenSeries | None:
    try:
        event = series_event(series, url=url, sequence=version[0], modified=version[1])
        ruled = RuledSeries(series.timetable(), series.duration, series.tz, event)
        return write_series(ruled, _planned(series, rows))
    except UNWRITABLE:
        logger.exception("Cannot write event series %s", series.uid)
        return None


def _planned(series: EventSeries, rows: list[Occurrence]) -> list[PlannedDate]:
    texts = EventTexts()
    return [
        PlannedDate(row.rid, event, _differs(row, series))
        for row in rows
        if (event := or_nothing(row, texts.event))
    ]


def _differs(row: Occurrence, series: EventSeries) -> bool:
    if row.is_cancelled or row.note or row.note_en or row.has_library_of_its_own:
        return True
    return any(getattr(row, name) != getattr(series, name) for name in SHARED)
