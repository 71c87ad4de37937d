"""Calendars to subscribe to: flat, one VEVENT for each date, or a series as a rule.

The ETag comes from the versions of the rows, so that an unchanged calendar is answered with 304
after one query; the bytes of those that many people share are kept.
"""

import datetime as dt
import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.db.models import Aggregate, Count, Max, Q, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from events import selectors
from events.enums import State
from events.feeds.dates import flat_events
from events.feeds.recurring import series_events
from events.feeds.text import absolute
from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet
from events.schedule.ical import CalendarHead, vcalendar

WRITER = "2"  # raise it when the writer changes: every subscriber reads anew
MAX_EVENTS = 2000
EMPTY_SINCE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
DAYS_BACK, DAYS_AHEAD = 60, 400
POLICY = "public, max-age=900, stale-while-revalidate=3600"
KEEP = 6 * 60 * 60


@dataclass(frozen=True, slots=True)
class Version:
    """What the rows of a calendar add up to, and what they were called."""

    key: str
    count: int
    modified: dt.datetime

    @property
    def etag(self) -> str:
        return quote_etag(blake2b(self.key.encode(), digest_size=16).hexdigest())


@dataclass(frozen=True)
class Calendar:
    """A choice of dates under an address.

    *name* and *page_path* are asked for only when the bytes are written.
    """

    rows: OccurrenceQuerySet
    path: str
    page_path: Callable[[], str]
    filename: str = "events.ics"
    name: Callable[[], str] = str
    cacheable: bool = True
    is_windowed: bool = True
    as_series: bool = False
    today: dt.date = field(default_factory=timezone.localdate)

    def _window(self) -> OccurrenceQuerySet:
        """By whole days, so that the calendar changes its version but once a day by itself."""
        if not self.is_windowed:
            return self.rows
        first = self.today - dt.timedelta(days=DAYS_BACK)
        # A rule ends with what is planned, not where the window happens to end today.
        last = None if self.as_series else self.today + dt.timedelta(days=DAYS_AHEAD)
        return self.rows.between(first, last)

    def _shown(self) -> Q:
        """A cancelled date is shown until its day has passed."""
        is_on = Q(state=State.SCHEDULED) | Q(state=State.CANCELLED, last_date__gte=self.today)
        return is_on & Q(series_is_public=True)

    @cached_property
    def version(self) -> Version:
        """One query. Hidden dates count as well: their going must be noticed."""
        sums = self._window().aggregate(
            modified=Max("ical_modified"),
            count=Count("pk", filter=self._shown()),
            sequences=Sum("sequence"),
            **self._series_sums(),
        )
        modified = sums["modified"] or EMPTY_SINCE
        parts = [
            WRITER,
            settings.PORTAL_BASE_URL,
            get_language(),
            self.path,
            self.today,
            *sums.items(),
        ]
        return Version("|".join(map(str, parts)), sums["count"], modified)

    def _series_sums(self) -> dict[str, Aggregate]:
        """A rule may change while no date does."""
        return {"series": Sum("series__sequence")} if self.as_series else {}

    def read(self, count: int) -> list[Occurrence]:
        """What is coming goes before what has been, if there is too much."""
        rows = self._window().filter(self._shown()).order_by("start", "pk")
        if count > MAX_EVENTS:
            rows = rows.filter(last_date__gte=self.today)
        return list(selectors.with_texts(rows[:MAX_EVENTS]))

    def write(self, version: Version) -> bytes:
        rows = self.read(version.count)
        page = absolute(self.page_path())
        head = CalendarHead(
            name=self.name(),
            publisher=settings.WAGTAIL_SITE_NAME,
            language=(get_language() or "")[:2],
            url=page,
            source=absolute(self.path),
            tz=settings.TIME_ZONE,
            modified=version.modified,
        )
        events = series_events(rows, page) if self.as_series else flat_events(rows)
        return vcalendar(head, events)


def calendar_response(request: HttpRequest, calendar: Calendar) -> HttpResponseBase:
    """The calendar, or 304; for GET and HEAD."""
    version = calendar.version
    modified = int(version.modified.timestamp())
    response: HttpResponseBase | None = get_conditional_response(request, version.etag, modified)
    if response is None or response.status_code != 304:
        response = _full_response(request, calendar, version)
    response["ETag"] = version.etag
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = POLICY
    response["Vary"] = "Accept-Encoding"
    response["X-Robots-Tag"] = "noindex"
    return response


def _full_response(request: HttpRequest, calendar: Calendar, version: Version) -> HttpResponse:
    key = f"calendar:{version.etag}"
    zipped = cache.get(key) if calendar.cacheable else None
    if zipped is None:
        zipped = gzip.compress(calendar.write(version), 6, mtime=0)
        if calendar.cacheable:
            cache.set(key, zipped, KEEP)
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    body = zipped if takes_gzip else gzip.decompress(zipped)
    response = HttpResponse(
        b"" if request.method == "HEAD" else body, content_type="text/calendar; charset=utf-8"
    )
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(body))
    response["Content-Disposition"] = f'inline; filename="{calendar.filename}"'
    return response
