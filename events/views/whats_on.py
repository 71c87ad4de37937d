"""The list and the month of all events."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import selectors
from events.filters import Filters
from events.models import EventsIndexPage, Occurrence
from events.whats_on import links
from events.whats_on.listing import list_days, read_page
from events.whats_on.month import month_of, read_month

from .caching import until_next_change

NEAREST = 3


def whats_on(request: HttpRequest, page: EventsIndexPage) -> HttpResponse:
    """The list or the month, as the visitor chose in the address."""
    filters = Filters.from_query(request.GET)
    context = {
        "page": page,
        "filters": filters,
        "views": links.view_links(filters),
        "quick": links.quick_links(filters),
        "calendar": _subscription(filters),
    }
    if filters.view == "month":
        context |= _month(filters, page, request)
    else:
        context |= _list(filters, request.GET.get("page", ""))
    template = "events/month.html" if filters.view == "month" else "events/list.html"
    return until_next_change(render(request, template, context), selectors.next_changes())


def _list(filters: Filters, page: str) -> dict[str, Any]:
    listing = list_days(filters, page=read_page(page))
    return {"listing": listing, "nearest": _nearest() if listing.is_empty else []}


def _month(filters: Filters, page: EventsIndexPage, request: HttpRequest) -> dict[str, Any]:
    month = read_month(filters, month_of(filters.first))
    return {
        "month": month,
        "previous": links.month_link(filters, month.previous),
        "next": links.month_link(filters, month.next),
        "nearest": [] if month.count else _nearest(),
        "crumbs": [(page.title, page.get_url(request))],
        "more_query": "".join(f"{urlencode([pair])}&" for pair in filters.pairs),
    }


def _nearest() -> list[Occurrence]:
    """What comes next, whatever the filters say: an empty list should still lead somewhere."""
    rows = Occurrence.objects.public().upcoming().order_by("start", "pk")[:NEAREST]
    return selectors.with_pages(selectors.detailed(rows), get_language() or "")


def _subscription(filters: Filters) -> links.CalendarLinks:
    query = filters.query()
    path = reverse("events:feed") + (f"?{query}" if query else "")
    return links.calendar_links(path, _("Events"))
