"""Counts the pages that Django itself makes; those from the page cache are counted there."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from .counter import views


class PageViewMiddleware:
    """An answer is a view where it is a page: no data, no error, no redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PORTAL_COUNT_VIEWS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if request.method == "GET" and response.status_code == 200 and is_page:
            views.count(request.environ)
        return response
