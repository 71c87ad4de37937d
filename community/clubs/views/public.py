"""Clubs and lead readers, the same for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.clubs import selectors
from community.clubs.filters import ClubFilters
from community.clubs.models import Club, LeadReader
from portal.notify.letters import site_url

PER_PAGE = 12
# People join without anything being published; nobody sees a page for longer than this.
POLICY = "public, max-age=60"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    filters = ClubFilters.from_query(request.GET)
    found = filters.apply(Club.objects.published().detailed())
    results = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    results.object_list = selectors.with_cards(results.object_list)
    context = {
        "filters": filters,
        "results": results,
        "leads": [] if filters.is_active else selectors.published_leads()[:6],
    }
    return _kept(render(request, "clubs/listing.html", context))


@require_safe
def club(request: HttpRequest, slug: str) -> HttpResponse:
    """What it reads, when it meets, who leads it and how one joins."""
    row = get_object_or_404(Club.objects.published().detailed().select_related("space"), slug=slug)
    context = {
        "club": row,
        "books": selectors.books_of(row),
        "meetings": selectors.meetings_of(row),
        "leads": selectors.published_leads().filter(clubs=row),
        "crumbs": [(_("Book clubs"), reverse("clubs:listing"))],
        "address": site_url(request.path),
    }
    return _kept(render(request, "clubs/club.html", context))


@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    results = Paginator(selectors.published_leads(), PER_PAGE * 2)
    context = {
        "results": results.get_page(request.GET.get("page")),
        "crumbs": [(_("Book clubs"), reverse("clubs:listing"))],
    }
    return _kept(render(request, "clubs/leads.html", context))


@require_safe
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """Who they are, what they lead next, their clubs, lists and reviews."""
    row: LeadReader = get_object_or_404(selectors.published_leads(), slug=slug)
    clubs = Club.objects.published().filter(leads=row).detailed()
    context = {
        "lead": row,
        "sessions": selectors.sessions_of(row),
        "led": selectors.count_of_sessions(row),
        "clubs": selectors.with_cards(clubs),
        "lists": selectors.lists_of(row),
        "reviews": selectors.reviews_of(row),
        "crumbs": [
            (_("Book clubs"), reverse("clubs:listing")),
            (_("Lead readers"), reverse("clubs:leads")),
        ],
        "address": site_url(request.path),
    }
    return _kept(render(request, "clubs/lead.html", context))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = POLICY
    return response
