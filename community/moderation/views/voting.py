"""Voting: a page with one button, and its answer for the script that saves the way."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render

from community.moderation.services import Ballot
from portal.accounts.models import Reader


def answer(
    request: HttpRequest, ballot: Ballot, row: Any, reader: Reader, *, template: str
) -> HttpResponse:
    """Ask once more, then count it; the same page takes it back."""
    if request.method != "POST":
        return render(request, template, {"row": row, "is_voted": ballot.has(row, reader)})
    wants_json = request.headers.get("Accept") == "application/json"
    is_given = request.POST.get("vote") != "off"
    try:
        count = (ballot.give if is_given else ballot.take_back)(row, reader)
    except ballot.error as error:
        if wants_json:
            return JsonResponse({"error": str(error)}, status=422)
        messages.error(request, str(error))
    else:
        if wants_json:
            return JsonResponse({"count": count, "is_voted": is_given})
    return redirect(row)


def state(request: HttpRequest, ballot: Ballot, row: Any, reader: Reader) -> JsonResponse:
    """Whether this reader has voted, and the key for doing so: pages for everybody hold neither."""
    return JsonResponse({"is_voted": ballot.has(row, reader), "token": get_token(request)})
