"""Dates with what a listing shows of them."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, Min, Prefetch, Q
from django.utils import timezone
from wagtail.models import Locale

from events.models import EventSeries, EventSeriesPage, Occurrence
from events.models.querysets import OccurrenceQuerySet
from portal.core.models import Library

# What one line says of a date.
BRIEF = [
    *("uid", "state", "start", "end", "local_date", "last_date", "space", "space_en", "library"),
    *(f"series__{name}" for name in ("kind", "all_day", "tz", "texts", "translation_key")),
    *("pinned", "series__place_kind", "series__registration"),
]
NAMES = ["name", "name_en", "short_name", "short_name_en"]


def occurrences() -> OccurrenceQuerySet:
    """All dates, with series, library, audiences and topics: three queries for any number.

    The rule, which must be parsed, and texts no list shows stay in the database.
    """
    return (
        Occurrence.objects.select_related("series", "library")
        .defer("series__rule", "series__words", "library__directions", "library__directions_en")
        .prefetch_related("series__audiences", "series__topics")
    )


def with_texts(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """The dates *rows* chooses, with what calendars say of them.

    A series or library is read once, not for each of its dates: seven times as fast as a join when
    there are thousands.
    """
    series = EventSeries.objects.defer("rule", "words").prefetch_related("audiences")
    libraries = Library.objects.defer("directions", "directions_en")
    return rows.prefetch_related(Prefetch("series", series), Prefetch("library", libraries))


def detailed(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """The dates *rows* chooses, which may be a slice, with all that a listing shows.

    Choosing among many dates alone and joining series and library to the few chosen is many times
    faster than joining first: a database may well begin with the series.
    """
    return occurrences().filter(pk__in=rows.values("pk")).order_by(*rows.query.order_by)


def in_brief(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """The dates *rows* chooses with what one line says of each; three queries.

    A month has a hundred of them at a dozen libraries, so the libraries are read apart and shared.
    """
    chosen = Occurrence.objects.filter(pk__in=rows.values("pk")).order_by(*rows.query.order_by)
    return (
        chosen.select_related("series")
        .only(*BRIEF)
        .prefetch_related(Prefetch("library", Library.objects.only(*NAMES)), "series__audiences")
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


def next_changes() -> list[dt.datetime]:
    """When the next session begins and the next one ends, today or tomorrow; one query."""
    now = timezone.now()
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    # Whole days end at midnight, which every page expects anyway.
    near = Occurrence.objects.public().filter(local_date__range=(today - day, today + day))
    moments = near.aggregate(
        start=Min("start", filter=Q(start__gt=now)), end=Min("end", filter=Q(end__gt=now))
    )
    return [moment for moment in moments.values() if moment]
