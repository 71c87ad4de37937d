"""Calendars: of all events, of one series, of one date."""

import contextlib
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events import selectors
from events.feeds.calendar import Calendar, calendar_response
from events.feeds.dates import UNWRITABLE
from events.filters import Filters
from events.models import EventSeries, Occurrence
from events.whats_on.addresses import calendar_path, filters_of_code, is_term
from events.whats_on.links import whats_on_path


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """All events, or those the filters choose, as a calendar to subscribe to."""
    filters = Filters.from_query(request.GET)
    query = filters.full_query
    path = reverse("events:feed") + (f"?{query}" if query else "")
    return calendar_response(request, _filtered(filters, path))


@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """All events, at the short address."""
    return calendar_response(request, _filtered(Filters(), reverse("events:calendar")))


@require_safe
def calendar_of(request: HttpRequest, name: str, slug: str) -> HttpResponseBase:
    """The events of one library, reader group or topic."""
    filters = Filters(chosen={name: [slug]})
    found = _filtered(filters, calendar_path(filters))
    if found.version.count == 0 and not is_term(name, slug):
        raise Http404
    return calendar_response(request, found)


@require_safe
def calendar_of_choice(request: HttpRequest, code: str) -> HttpResponseBase:
    """The events of a choice of filters that has no readable address."""
    filters = filters_of_code(code)
    if filters is None:
        raise Http404
    path = reverse("events:calendar_choice", args=[code])
    return calendar_response(request, _filtered(filters, path))


def _filtered(filters: Filters, path: str) -> Calendar:
    query = filters.full_query
    return Calendar(
        rows=Occurrence.objects.matching(filters),
        path=path,
        page_path=lambda: whats_on_path() + (f"?{query}" if query else ""),
        name=lambda: " · ".join([_all_events(), *(chip.label for chip in filters.chips)]),
        # Any choice may be asked for; only the calendars many people share are kept whole.
        cacheable=len(filters.pairs) <= 1 and not filters.day_pairs and not filters.text,
    )


@require_safe
def series_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The dates of the series whose page has this address."""
    path = reverse("events:series_feed", args=[slug])
    found = EventSeries.objects.filter(translation_key__in=selectors.keys_of_slug(slug))
    return _series_response(request, found, path, slug if slug.isascii() else "events")


@require_safe
def lasting_series_feed(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The same under an address that stays when the page gets another one."""
    path = reverse("events:lasting_series_feed", args=[key])
    return _series_response(request, EventSeries.objects.filter(translation_key=key), path)


def _series_response(
    request: HttpRequest, found: QuerySet[EventSeries], path: str, filename: str = "events"
) -> HttpResponseBase:
    """The dates of *found*, the parts of one series.

    Empty when its page is off line, so that phones drop them. `?form=series` says them as a rule
    with its exceptions, for adding the series once.
    """
    found = found.filter(staff_only=False)
    as_series = request.GET.get("form") == "series"
    calendar = Calendar(
        rows=Occurrence.objects.filter(series__in=found),
        path=f"{path}?form=series" if as_series else path,
        page_path=lambda: _page_path(found),
        filename=f"{filename}.ics",
        name=lambda: _series_name(found),
        as_series=as_series,
    )
    if calendar.version.count == 0 and not found.exists():
        raise Http404
    return calendar_response(request, calendar)


@require_safe
def occurrence_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One date as a file for a calendar."""
    row = get_object_or_404(Occurrence.objects.select_related("series").public(), uid=uid)
    calendar = Calendar(
        rows=Occurrence.objects.filter(pk=row.pk),
        path=reverse("events:occurrence_file", args=[uid]),
        page_path=lambda: reverse("events:occurrence", args=[uid]),
        filename=f"{row.local_date.isoformat()}.ics",
        name=lambda: row.title,
        is_windowed=False,
    )
    return calendar_response(request, calendar)


def _all_events() -> str:
    return _("Events of %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}


def _series_name(found: QuerySet[EventSeries]) -> str:
    shown = found.filter(live=True, is_private=False).order_by("-is_current")
    with contextlib.suppress(*UNWRITABLE):  # broken texts must not break the calendar
        if name := next((row.title for row in shown), ""):
            return name
    return _all_events()


def _page_path(found: QuerySet[EventSeries]) -> str:
    """The page that tells of the series, in the active language if there is one."""
    page = selectors.page_of(found.values("translation_key"), get_language() or "")
    return (page.url if page else "") or whats_on_path()
