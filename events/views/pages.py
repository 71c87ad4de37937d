"""A series and one of its dates."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.structured import json_ld
from events import selectors
from events.enums import Kind
from events.feeds.structured import SCHEMA, event_data
from events.feeds.text import absolute
from events.models import EventSeriesPage, Occurrence
from events.permissions import may_see_staff_pages
from events.registration import selectors as registration
from events.schedule.dates import day_label, span_label, weekday_label
from events.schedule.wording import describe_parts
from events.selectors.dates import course_numbers, drafted_dates, series_dates
from events.selectors.series import reading_list_of
from events.whats_on.links import series_calendar_links, whats_on_path
from portal.images.renditions import picture_of

from .caching import until_next_change

STRUCTURED_EVENTS = 10


def series(request: HttpRequest, page: EventSeriesPage) -> HttpResponse:
    """An event or series: what it is, when it takes place, and how to keep it in a calendar."""
    key = selectors.schedule_key(page)
    parts = list(selectors.parts_in_force(key).select_related("library"))
    found = parts[-1] if parts else None
    is_draft = found is None or getattr(request, "is_preview", False)
    dates = drafted_dates(page, found and found.split_on) if is_draft else series_dates(parts)
    schedule = page if is_draft else parts[0]
    is_public = is_draft or found.is_public
    rows = dates.sessions[:STRUCTURED_EVENTS] if found and is_public else []
    shown = dates.next
    if not is_draft:
        registration.with_availability(dates.sessions)
    picture = _picture(page) if rows else ""
    audiences = list(page.audiences.all())
    said = [event_data(row, image=picture, audiences=audiences) for row in rows]
    graph = {"@context": SCHEMA, "@graph": said}
    context = {
        "page": page,
        "schedule": schedule,
        "when": describe_parts(
            [schedule] if is_draft else parts,
            has_several_dates=len(dates.coming) + len(dates.past) > 1,
        ),
        "dates": dates,
        "shown": shown,
        "card": registration.card(shown) if shown else None,
        "audiences": audiences,
        "calendar": series_calendar_links(key, page.title, is_repeated=len(dates.sessions) > 1),
        "address": absolute(request.path) if is_public else "",
        "is_public": is_public,
        "provisions": list(page.provisions.all()),
        "materials": list(page.materials.select_related("document")),
        "reading_list": reading_list_of(page),
        "json_ld": json_ld(graph) if rows else "",
    }
    response = render(request, "events/series.html", context)
    return until_next_change(response, dates.changes, has_places=_has_places(dates.sessions))


@require_safe
def occurrence(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One date of a series."""
    row = get_object_or_404(selectors.occurrences().announced(), uid=uid)
    if not row.series_is_public and not _is_staffs_own(row, request):
        raise Http404
    selectors.with_pages([row], get_language() or "")
    registration.with_availability([row])
    page = row.page
    crumbs = [(_("Events"), whats_on_path())]
    if page:
        crumbs.append((page.title, page.get_url(request)))
    context = {
        "occurrence": row,
        "series_page": page,
        **_when(row),
        "crumbs": crumbs,
        "calendar": series_calendar_links(
            row.series.translation_key, row.title, is_repeated=row.series.kind != Kind.SINGLE
        ),
        "address": absolute(request.path),
        "is_public": row.series_is_public,
        "json_ld": json_ld(event_data(row, image=_picture(page))) if row.series_is_public else "",
        "number": course_numbers(row.series).get(row.pk),
        "card": registration.card(row),
    }
    response = render(request, "events/occurrence.html", context)
    until_next_change(response, [row.start, row.end], has_places=_has_places([row]))
    if not row.series_is_public:
        add_never_cache_headers(response)
    return response


def _has_places(rows: Iterable[Occurrence]) -> bool:
    return any(row.availability for row in rows)


def _is_staffs_own(row: Occurrence, request: HttpRequest) -> bool:
    series = row.series
    return series.live and series.staff_only and may_see_staff_pages(request.user)


def _picture(page: EventSeriesPage | None) -> str:
    """The whole address of the event's own picture, if it has one."""
    cover = page.cover if page else None
    if cover is None:
        return ""
    url = picture_of(cover).largest
    return url if "://" in url else absolute(url)


def _when(row: Occurrence) -> dict[str, str]:
    """The day and the time, apart because a time must not be broken over two lines."""
    day = f"{day_label(row.local_date, with_year=True)} {weekday_label(row.local_date)}"
    if not row.all_day:
        return {"when": day, "times": span_label(row.local_start, row.local_end)}
    if row.is_several_days:
        span = {"first": day, "last": day_label(row.last_date)}
        return {"when": _("%(first)s to %(last)s") % span, "times": ""}
    return {"when": day, "times": _("all day")}
