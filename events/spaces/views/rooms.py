"""The catalogue of rooms, a room with its week, the sign at its door."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.feeds.text import absolute
from events.filters.reading import read_date
from events.spaces import selectors
from events.spaces.filters import SpaceFilters
from events.spaces.models import Space
from events.spaces.models.spaces import SpaceQuerySet

SIZE = 24
# What is free changes with every booking; nobody is shown it for longer than this.
POLICY = "public, max-age=60"


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """All rooms, narrowed down by what a visitor needs; with a day, only those free on it."""
    filters = SpaceFilters.from_query(request.GET)
    rows = list(filters.apply(Space.objects.active()).detailed())
    date = filters.date or timezone.localdate()
    rooms = selectors.on_day(rows, date)
    if filters.date:
        rooms = [room for room in rooms if room.free]
    page = Paginator(rooms, SIZE).get_page(request.GET.get("page"))
    context = {"filters": filters, "rooms": page, "date": date, "count": len(rooms)}
    return _kept(render(request, "spaces/catalogue.html", context))


@require_safe
def space(request: HttpRequest, library: str, slug: str) -> HttpResponse:
    """A room: what it is like, on what terms, and when it is free."""
    row = find(library, slug, Space.objects.detailed())
    week = selectors.week_of(row, read_date(request.GET.get("from", "")))
    context = {
        "space": row,
        "week": week,
        "rules": selectors.rules_in_words(row),
        "photos": [photo.image for photo in row.photos.all()],
        "crumbs": [(_("Rooms and seats"), reverse("spaces:catalogue"))],
        "address": absolute(request.path),
    }
    return _kept(render(request, "spaces/space.html", context))


@require_safe
def door(request: HttpRequest, library: str, slug: str) -> HttpResponse:
    """A sheet for the door: today's times, nobody's name, and the way to book."""
    row = find(library, slug)
    date = read_date(request.GET.get("date", "")) or timezone.localdate()
    context = {
        "space": row,
        "date": date,
        "bookings": selectors.door_times(row, date),
        "address": absolute(row.get_absolute_url()),
    }
    return _kept(render(request, "spaces/door.html", context))


def find(library: str, slug: str, rows: SpaceQuerySet | None = None) -> Space:
    """The room at this address, of *rows*, or with its library and rules alone."""
    rows = Space.objects.select_related("library", "rules") if rows is None else rows
    return get_object_or_404(rows.active(), library__slug=library, slug=slug)


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = POLICY
    return response
