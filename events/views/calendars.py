"""Calendars: of all events, of one series, of one date."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import selectors
from events.feeds.calendar import Calendar, calendar_response
from events.filters import Filters
from events.models import EventSeries
from events.whats_on.links import whats_on_path


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """All events, or those the filters choose, as a calendar to subscribe to."""
    filters = Filters.from_query(request.GET)
    query = filters.full_query
    suffix = f"?{query}" if query else ""
    calendar = Calendar(
        rows=selectors.occurrences().matching(filters),
        path=reverse("events:feed") + suffix,
        page_path=whats_on_path() + suffix,
        name=lambda: " · ".join([_all_events(), *(chip.label for chip in filters.chips)]),
        # Any choice may be asked for; only the calendars many people share are kept whole.
        cacheable=len(filters.pairs) <= 1 and not filters.day_pairs and not filters.text,
    )
    return calendar_response(request, calendar)


@require_safe
def series_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The dates of one series; empty when its page is off line, so that phones drop them."""
    keys = selectors.keys_of_slug(slug)
    path = reverse("events:series_feed", args=[slug])
    calendar = Calendar(
        rows=selectors.occurrences().filter(series__translation_key__in=keys),
        path=path,
        page_path=path.removesuffix("calendar.ics"),
        filename=f"{slug}.ics" if slug.isascii() else "events.ics",
        name=lambda: _series_name(slug),
    )
    if calendar.version().count == 0:
        found = EventSeries.objects.filter(translation_key__in=keys, staff_only=False)
        if not found.exists():
            raise Http404
    return calendar_response(request, calendar)


@require_safe
def occurrence_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One date as a file for a calendar."""
    row = get_object_or_404(selectors.occurrences().public(), uid=uid)
    calendar = Calendar(
        rows=selectors.occurrences().filter(pk=row.pk),
        path=reverse("events:occurrence_file", args=[uid]),
        page_path=reverse("events:occurrence", args=[uid]),
        filename=f"{row.local_date.isoformat()}.ics",
        name=lambda: row.title,
        is_windowed=False,
    )
    return calendar_response(request, calendar)


def _all_events() -> str:
    return _("Events of %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}


def _series_name(slug: str) -> str:
    found = EventSeries.objects.filter(
        translation_key__in=selectors.keys_of_slug(slug),
        live=True,
        is_private=False,
        staff_only=False,
    )
    return next((row.title for row in found), "") or _all_events()
