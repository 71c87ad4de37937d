"""What the catalogue does to every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from catalog.ils.patience import patience

# With its own work a page stays below the two and a half seconds a reader may wait.
SECONDS = 2.0


class PatienceMiddleware:
    """However many calls a page makes to library systems, and whatever becomes of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with patience(SECONDS):
            return self.get_response(request)
