"""The list, the month and the map of all events."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import selectors
from events.filters import Facets, Filters, Option
from events.models import EventsIndexPage, Occurrence
from events.registration.selectors import with_availability
from events.whats_on import links
from events.whats_on.addresses import calendar_path
from events.whats_on.counts import first_day, read_facets, ways_out
from events.whats_on.listing import list_days, read_page
from events.whats_on.month import Month, month_of, read_month
from events.whats_on.places import read_places

from .caching import until_next_change

NEAREST = 3


def whats_on(request: HttpRequest, page: EventsIndexPage) -> HttpResponse:
    """The list, the month or the map, as the visitor chose in the address."""
    filters = Filters.from_query(request.GET)
    show = {"month": _month, "map": _map}.get(filters.view, _list)
    context = {
        "page": page,
        "filters": filters,
        "views": links.view_links(filters),
        "calendar": _subscription(filters),
        **show(filters, request),
    }
    if filters.view:
        context["crumbs"] = [(page.title, page.get_url(request))]
    response = render(request, f"events/{filters.view or 'list'}.html", context)
    shown = context["listing"].occurrences if "listing" in context else []
    has_places = any(row.availability for row in shown)
    return until_next_change(response, selectors.next_changes(), has_places=has_places)


def _list(filters: Filters, request: HttpRequest) -> dict[str, Any]:
    listing = list_days(filters, page=read_page(request.GET.get("page", "")))
    with_availability(listing.occurrences)
    facets = read_facets(filters, first_day(filters), filters.last)
    return {
        "listing": listing,
        "quick": links.quick_links(filters),
        **_found(filters, facets, facets.total if listing.size is None else listing.size),
    }


def _month(filters: Filters, request: HttpRequest) -> dict[str, Any]:
    month = read_month(filters, month_of(filters.first))
    facets = read_facets(filters, month.first, month.last)
    return {
        "month": month,
        "previous": links.month_link(filters, month.previous),
        "next": links.month_link(filters, month.next),
        "poster_url": _poster_url(filters, month),
        "more_query": "".join(f"{urlencode([pair])}&" for pair in filters.pairs),
        **_found(filters, facets, month.count),
    }


def _poster_url(filters: Filters, month: Month) -> str:
    """The month of the one library that was chosen, as a sheet to print."""
    chosen = filters.chosen.get("branch", [])
    if len(chosen) != 1:
        return ""
    return reverse("events:poster", args=chosen) + f"?month={month.first:%Y-%m}"


def _map(filters: Filters, request: HttpRequest) -> dict[str, Any]:
    facets = read_facets(filters, first_day(filters), filters.last)
    return {
        "map": read_places(filters, facets),
        "quick": links.quick_links(filters),
        **_found(filters, facets, facets.total),
    }


def _found(filters: Filters, facets: Facets, count: int) -> dict[str, Any]:
    """The number found, the options with theirs, and ways on where there is nothing."""
    found: dict[str, Any] = {"count": count, "options": _options(filters, facets)}
    if not count:
        found["ways"] = ways_out(filters, facets)
        found["nearest"], found["nearest_fit"] = _nearest(filters)
    return found


def _options(filters: Filters, facets: Facets) -> dict[str, list[Option]]:
    """The options with their counts; where all would find the same, there is nothing to choose."""
    options = {name: facets.labelled(name, rows) for name, rows in filters.options.items()}
    for name in ("language", "access", "places"):
        used = [option for option in options[name] if option.count or option.is_chosen]
        tells = any(option.is_chosen or option.count != facets.total for option in used)
        options[name] = used if tells else []
    return options


def _nearest(filters: Filters) -> tuple[list[Occurrence], bool]:
    """What comes next under the filters whatever the day, or else what comes next at all.

    An empty list should still lead somewhere.
    """
    coming = Occurrence.objects.public().upcoming().order_by("start", "pk")
    for rows, fits in ((filters.apply_choices(coming), True), (coming, False)):
        chosen = selectors.detailed(rows[:NEAREST])
        if found := selectors.with_pages(chosen, get_language() or ""):
            return found, fits
    return [], False


def _subscription(filters: Filters) -> links.CalendarLinks:
    name = " · ".join([_("Events"), *(chip.label for chip in filters.chips)])
    return links.calendar_links(calendar_path(filters), name)
