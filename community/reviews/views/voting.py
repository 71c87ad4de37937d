"""Helpful or not: a page with one button, and its answer for the script that saves the way."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render

from community.reviews import selectors, services
from community.reviews.errors import ReviewError
from community.reviews.models import Review, Vote
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


def _review(uid: UUID) -> Review:
    return get_object_or_404(selectors.published(), contribution__uid=uid)


@for_reader()
def helpful(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Ask once more, then count it; the same page takes it back."""
    row = _review(uid)
    is_voted = Vote.objects.filter(review=row, reader=reader).exists()
    wants_json = request.headers.get("Accept") == "application/json"
    if request.method != "POST":
        return render(request, "reviews/helpful.html", {"review": row, "is_voted": is_voted})
    change = services.unvote if request.POST.get("vote") == "off" else services.vote
    try:
        count = change(row, reader)
    except ReviewError as error:
        if wants_json:
            return JsonResponse({"error": str(error)}, status=422)
        messages.error(request, str(error))
    else:
        if wants_json:
            return JsonResponse({"count": count, "is_voted": change is services.vote})
    return redirect(row)


@for_reader("GET")
def helpful_state(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Whether this reader has voted, and the key for doing so: pages for everybody hold neither."""
    row = _review(uid)
    is_voted = Vote.objects.filter(review=row, reader=reader).exists()
    return JsonResponse({"is_voted": is_voted, "token": get_token(request)})
