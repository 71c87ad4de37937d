"""Dates with what a listing shows of them."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, Min, Q
from django.utils import timezone
from wagtail.models import Locale

from events.models import EventSeriesPage, Occurrence
from events.models.querysets import OccurrenceQuerySet

MAX_AGE = 5 * 60


def occurrences() -> OccurrenceQuerySet:
    """All dates, with series, library, audiences and topics: three queries for any number."""
    return Occurrence.objects.select_related("series", "library").prefetch_related(
        "series__audiences", "series__topics"
    )


def with_pages(rows: Iterable[Occurrence], locale: Locale | str) -> list[Occurrence]:
    """Attach to each occurrence its `.page` in *locale*, or else in the source language.

    One query. The page is nothing if it is not public; its body and schedule are not loaded.
    """
    rows = list(rows)
    code = locale.language_code if isinstance(locale, Locale) else locale
    pages = (
        EventSeriesPage.objects.live()
        .filter(translation_key__in={row.series.translation_key for row in rows})
        .annotate(code=F("locale__language_code"))
        .only("title", "slug", "url_path", "translation_key", "summary", "cover", "kind", "locale")
    )
    found: dict[object, EventSeriesPage] = {}
    for page in sorted(pages if rows else [], key=lambda page: _rank(page.code, code)):
        found.setdefault(page.translation_key, page)
    for row in rows:
        row.page = found.get(row.series.translation_key)
    return rows


def _rank(code: str, wanted: str) -> tuple[bool, bool, str]:
    return (code != wanted, code != settings.LANGUAGE_CODE, code)


def seconds_to_next_boundary(now: dt.datetime | None = None) -> int:
    """For how long a page that says what is on may be kept: until a session begins or ends.

    Midnight counts too, because "today" is another day then.
    """
    now = now or timezone.now()
    local = timezone.localtime(now)
    tomorrow = local.date() + dt.timedelta(days=1)
    next_change = (
        Occurrence.objects.public()
        .between(local.date(), tomorrow)
        .aggregate(
            start=Min("start", filter=Q(start__gt=now)), end=Min("end", filter=Q(end__gt=now))
        )
    )
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time()))
    moments = [moment for moment in (*next_change.values(), midnight) if moment]
    return max(1, min(MAX_AGE, int((min(moments) - now).total_seconds())))
