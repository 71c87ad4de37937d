"""Who may see the pages of "my library", and that nobody keeps them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts import services
from portal.accounts.models import Reader
from portal.accounts.requests import SignedInRequest

ReaderView = Callable[..., HttpResponse]


def for_reader(*methods: str) -> Callable[[ReaderView], Callable[..., HttpResponse]]:
    """A view of one's own things: `view(request, reader, …)`, signed in only, kept by nobody."""

    def decorate(view: ReaderView) -> Callable[..., HttpResponse]:
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"] if not methods else list(methods))
        @login_required
        @wraps(view)
        def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, _reader(request), *args, **kwargs)

        return guarded

    return decorate


def _reader(request: SignedInRequest) -> Reader:
    return services.ensure_reader(request.user)
