"""What everybody can read: all reviews, those of a book, those of an author, and each alone."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Work
from catalog.structured import json_ld
from community.moderation.models import Voice
from community.reviews import selectors
from community.reviews.filters import ReviewFilters
from community.reviews.structured import review_data

SIZE = 20
POLICY = "public, max-age=300"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    filters = ReviewFilters.from_query(request.GET)
    rows = filters.apply(selectors.published())
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    context = {"filters": filters, "reviews": page.object_list, "results": page}
    return _kept(render(request, "reviews/listing.html", context))


@require_safe
def of_book(request: HttpRequest, work: int) -> HttpResponse:
    """Everything readers have written about one book."""
    book = get_object_or_404(Work.objects.select_related("record"), pk=work)
    filters = ReviewFilters.from_query(request.GET)
    rows = filters.apply(selectors.about(book.pk))
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    context = {
        "work": book,
        "filters": filters,
        "reviews": page.object_list,
        "results": page,
        "rating": selectors.rating_of(book.pk),
        "crumbs": [
            (_("Reviews"), reverse("reviews:listing")),
            *([(book.title, book.record.get_absolute_url())] if book.record else []),
        ],
    }
    return _kept(render(request, "reviews/of_book.html", context))


@require_safe
def by_voice(request: HttpRequest, code: str) -> HttpResponse:
    """An author's page: the pen name and what was published under it, nothing else."""
    voice = get_object_or_404(Voice, code=code)
    page = Paginator(selectors.by_voice(voice), SIZE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    context = {
        "voice": voice,
        "reviews": page.object_list,
        "results": page,
        "crumbs": [(_("Reviews"), reverse("reviews:listing"))],
    }
    return _kept(render(request, "reviews/by_voice.html", context))


@require_safe
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    row = get_object_or_404(selectors.published(), contribution__uid=uid)
    url = request.build_absolute_uri(row.get_absolute_url())
    context = {
        "review": row,
        "json_ld": json_ld(review_data(row, url=url)),
        "crumbs": [
            (_("Reviews"), reverse("reviews:listing")),
            (row.book_title, reverse("reviews:of_book", args=[row.work_id])),
        ],
    }
    return _kept(render(request, "reviews/review.html", context))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = POLICY
    return response
