"""Calls for entries: what one can take part in, and how each stands."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.works import selectors

SIZE = 12
SHOWN = 8


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    page = Paginator(selectors.calls(), SIZE).get_page(request.GET.get("page"))
    context = {
        "calls": page.object_list,
        "results": page,
        "crumbs": [(_("Readers’ works"), reverse("works:listing"))],
    }
    return render(request, "works/calls.html", context)


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(selectors.calls(), slug=slug)
    winners = selectors.winners(row)
    others = selectors.published().filter(call=row).exclude(pk__in=[won.pk for won in winners])
    entries = list(others[: SHOWN + 1])
    context = {
        "call": row,
        "entries": entries[:SHOWN],
        "has_more": len(entries) > SHOWN,
        "winners": winners,
        "crumbs": [
            (_("Readers’ works"), reverse("works:listing")),
            (_("Calls for entries"), reverse("works:calls")),
        ],
    }
    return render(request, "works/call.html", context)
