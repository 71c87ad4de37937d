"""What a visitor sees when something is missing, refused or broken; each with its right status.

500, 503 and 400 are plain files (templates/errors/): they need no database, request or translation.
"""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"words": words_of(request.path)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or was not sent by one of our pages."""
    return render(request, "403.html", {"is_form": True}, status=403)


def words_of(path: str) -> str:
    """The last part of an address as words to search for."""
    last = unquote(path).rstrip("/").rpartition("/")[2]
    return " ".join(WORD.findall(last))[:60]
