"""Liking a work: a page with one button, and its answer for the script that saves the way."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render

from community.works import selectors, services
from community.works.errors import WorkError
from community.works.models import Entry, Like
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


def _entry(uid: UUID) -> Entry:
    return get_object_or_404(selectors.published(), contribution__uid=uid)


@for_reader()
def like(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Ask once more, then count it; the same page takes it back."""
    entry = _entry(uid)
    is_liked = Like.objects.filter(entry=entry, reader=reader).exists()
    wants_json = request.headers.get("Accept") == "application/json"
    if request.method != "POST":
        return render(request, "works/like.html", {"entry": entry, "is_liked": is_liked})
    change = services.unlike if request.POST.get("vote") == "off" else services.like
    try:
        count = change(entry, reader)
    except WorkError as error:
        if wants_json:
            return JsonResponse({"error": str(error)}, status=422)
        messages.error(request, str(error))
    else:
        if wants_json:
            return JsonResponse({"count": count, "is_voted": change is services.like})
    return redirect(entry)


@for_reader("GET")
def like_state(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Whether this reader likes it, and the key for doing so: pages for everybody hold neither."""
    is_liked = Like.objects.filter(entry=_entry(uid), reader=reader).exists()
    return JsonResponse({"is_voted": is_liked, "token": get_token(request)})
