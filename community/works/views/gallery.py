"""The open gallery: all works, those of an author, and each alone."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.moderation.models import Voice
from community.works import selectors
from community.works.filters import WorkFilters

SIZE = 24
POLICY = "public, max-age=300"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    filters = WorkFilters.from_query(request.GET)
    page = Paginator(filters.apply(selectors.published()), SIZE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "entries": page.object_list,
        "results": page,
        "open_calls": [] if filters.is_active else selectors.open_calls(),
    }
    return _kept(render(request, "works/listing.html", context))


@require_safe
def by_voice(request: HttpRequest, code: str) -> HttpResponse:
    """An author's page: the pen name and what was published under it, nothing else."""
    voice = get_object_or_404(Voice, code=code)
    page = Paginator(selectors.by_voice(voice), SIZE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    context = {
        "voice": voice,
        "entries": page.object_list,
        "results": page,
        "crumbs": [(_("Readers’ works"), reverse("works:listing"))],
    }
    return _kept(render(request, "works/by_voice.html", context))


@require_safe
def work(request: HttpRequest, uid: UUID) -> HttpResponse:
    entry = get_object_or_404(selectors.published(), contribution__uid=uid)
    crumbs = [(_("Readers’ works"), reverse("works:listing"))]
    if entry.call and entry.call.live:
        crumbs.append((entry.call.label, entry.call.get_absolute_url()))
    return _kept(render(request, "works/work.html", {"entry": entry, "crumbs": crumbs}))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = POLICY
    return response
