"""What holds for every address below /api/, whoever answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .problems import CONTENT_TYPE, problem

PREFIX = "/api/"
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
KEPT = ("Allow", "Retry-After", "Cache-Control")


class OpenDataMiddleware:
    """Lets pages of other sites read, and says what went wrong in the form of the interface."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={**SHARED, **PREFLIGHT, "Allow": "GET, HEAD"})
        response = self.get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
            said = {name: response[name] for name in KEPT if name in response}
            response = problem(response.status_code)
            _add(response, said)
        if request.method in ("GET", "HEAD"):
            _add(response, SHARED)
        return response


def _add(response: HttpResponse, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        response[name] = value
