"""A series and one of its dates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.structured import json_ld
from events import selectors
from events.feeds.structured import SCHEMA, event_data
from events.feeds.text import absolute
from events.models import EventSeriesPage, Occurrence
from events.schedule.dates import day_label, span_label, weekday_label
from events.schedule.wording import describe_parts
from events.selectors.dates import drafted_dates, series_dates
from events.whats_on.links import calendar_links, whats_on_path

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
    rows = dates.sessions[:STRUCTURED_EVENTS] if found else []
    graph = {"@context": SCHEMA, "@graph": [event_data(row) for row in rows]}
    context = {
        "page": page,
        "schedule": schedule,
        "when": describe_parts(
            [schedule] if is_draft else parts,
            has_several_dates=len(dates.coming) + len(dates.past) > 1,
        ),
        "dates": dates,
        "shown": dates.next,
        "audiences": list(page.audiences.all()),
        "calendar": calendar_links(reverse("events:series_feed", args=[page.slug]), page.title),
        "address": absolute(request.path),
        "json_ld": json_ld(graph) if rows else "",
    }
    return until_next_change(render(request, "events/series.html", context), dates.changes)


@require_safe
def occurrence(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One date of a series."""
    row = get_object_or_404(selectors.occurrences().public(), uid=uid)
    selectors.with_pages([row], get_language() or "")
    page = row.page
    path = reverse("events:series_feed", args=[page.slug]) if page else reverse("events:feed")
    crumbs = [(_("Events"), whats_on_path())]
    if page:
        crumbs.append((page.title, page.get_url(request)))
    context = {
        "occurrence": row,
        "series_page": page,
        **_when(row),
        "crumbs": crumbs,
        "calendar": calendar_links(path, row.title),
        "address": absolute(request.path),
        "json_ld": json_ld(event_data(row)),
    }
    response = render(request, "events/occurrence.html", context)
    return until_next_change(response, [row.start, row.end])


def _when(row: Occurrence) -> dict[str, str]:
    """The day and the time, apart because a time must not be broken over two lines."""
    day = f"{day_label(row.local_date, with_year=True)} {weekday_label(row.local_date)}"
    if not row.all_day:
        return {"when": day, "times": span_label(row.local_start, row.local_end)}
    if row.is_several_days:
        span = {"first": day, "last": day_label(row.last_date)}
        return {"when": _("%(first)s to %(last)s") % span, "times": ""}
    return {"when": day, "times": _("all day")}
