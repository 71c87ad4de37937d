"""What hangs in a library: a poster of a month to print, and a screen that shows the day."""

import datetime as dt
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.feeds.text import absolute
from events.filters.reading import read_date
from events.schedule.dates import month_label
from events.whats_on.bill import read_bill, read_board
from events.whats_on.links import Link, whats_on_path
from events.whats_on.month import bounds, month_of
from portal.core.models import Library

from .caching import until_next_change

THEMES = {"light", "dark"}


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet of A4 with all that is on at a library in a month."""
    library = get_object_or_404(Library, slug=slug)
    first = month_of(_month(request.GET.get("month", "")))
    address = f"{whats_on_path()}?branch={library.slug}"
    context = {
        "bill": read_bill(library, first),
        "body_class": "billbody",
        "previous": _link(first - dt.timedelta(days=1)),
        "next": _link(first + dt.timedelta(days=31)),
        "list_url": address,
        "address": absolute(address),
        "crumbs": [(_("Events"), whats_on_path())],
        "printed": timezone.localdate(),
    }
    return until_next_change(render(request, "events/poster.html", context), [])


@require_safe
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """Today at a library, for a screen at its door that nobody attends to."""
    library = get_object_or_404(Library, slug=slug)
    board = read_board(library)
    theme = request.GET.get("theme", "")
    context = {
        "board": board,
        "theme": theme if theme in THEMES else "auto",
        "address": absolute(f"{whats_on_path()}?branch={library.slug}"),
    }
    moments = [moment for row in board.rows for moment in (row.start, row.end)]
    return until_next_change(render(request, "events/screen.html", context), moments)


def _month(text: str) -> dt.date | None:
    return read_date(f"{text}-01") if re.fullmatch(r"\d{4}-\d{2}", text) else None


def _link(date: dt.date) -> Link | None:
    """To another month, unless it lies too far away."""
    first = date.replace(day=1)
    earliest, latest = bounds()
    if not earliest <= first <= latest:
        return None
    return Link(month_label(first), f"?month={first:%Y-%m}")
