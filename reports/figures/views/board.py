"""Today in the libraries, for a screen on the wall; and the part of it that is asked for again."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from portal.core.models import Library
from portal.core.webapi import absolute
from reports.figures.selectors import today

THEMES = ("dark", "light")
MAX_AGE = 30  # seconds: one request makes it for all screens


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
def board(request: HttpRequest) -> HttpResponse:
    library = _library(request)
    now = timezone.localtime()
    theme = request.GET.get("theme", "")
    query = f"?library={library.slug}" if library else ""
    context = {
        "theme": theme if theme in THEMES else THEMES[0],
        "library": library,
        "now": now,
        "utc_offset": int((now.utcoffset() or dt.timedelta()).total_seconds()) // 60,
        "live_url": reverse("figures:board_live") + query,
        "address": absolute(reverse("figures:overview")),
        **_shown(library),
    }
    return render(request, "figures/board.html", context)


@require_safe
@cache_control(public=True, max_age=MAX_AGE)
@conditional_page
def board_live(request: HttpRequest) -> HttpResponse:
    """The numbers alone, without the hour, so that nothing new is a 304."""
    return render(request, "figures/components/board_live.html", _shown(_library(request)))


def _shown(library: Library | None) -> dict[str, Any]:
    return {
        "numbers": today.latest(library),
        "events": today.todays_events(library),
        "borrowed": today.borrowed(),
        "voices": today.voices(),
        "has_library": library is not None,
    }


def _library(request: HttpRequest) -> Library | None:
    slug = request.GET.get("library", "")
    if not slug:
        return None
    found = Library.objects.filter(slug=slug).first() if "\0" not in slug else None
    if found is None:
        raise Http404
    return found
