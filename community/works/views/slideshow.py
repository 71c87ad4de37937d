"""Works one after the other on a large screen; without script, one below the other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.works import selectors
from community.works.filters import WorkFilters

MOST = 60


@require_safe
def slideshow(request: HttpRequest) -> HttpResponse:
    """Of a call or of everything, by the filters of the gallery."""
    filters = WorkFilters.from_query(request.GET)
    entries = list(filters.apply(selectors.published())[:MOST])
    context = {
        "filters": filters,
        "entries": entries,
        "crumbs": [(_("Readers’ works"), reverse("works:listing"))],
    }
    response = render(request, "works/slideshow.html", context)
    response["Cache-Control"] = "public, max-age=300"
    return response
