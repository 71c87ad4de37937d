"""What is done to every request: language, reading preferences, policies, the log line."""

import logging
import time
from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.template.loader import render_to_string

from portal.core.preferences import Preferences

GetResponse = Callable[[HttpRequest], HttpResponse]

access_log = logging.getLogger("portal.access")


class AccessLogMiddleware:
    """One line a request: method, route, status, time. No address, no query, nobody's name."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        access_log.info(
            "%s %s %s",
            request.method,
            match.route if match else "-",
            response.status_code,
            extra={"milliseconds": round((time.perf_counter() - started) * 1000, 1)},
        )
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Strict on the public site; the editor at /admin/ gets the exceptions it needs."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            response._csp_replace = settings.PORTAL_ADMIN_CSP
        return super().process_response(request, response)


class PublicLocaleMiddleware(LocaleMiddleware):
    """The address alone decides the language, so no answer varies by Accept-Language."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        varies = response.get("Vary")
        response = super().process_response(request, response)
        if varies is None:
            response.headers.pop("Vary", None)
        else:
            response["Vary"] = varies
        return response


class ReadingPreferencesMiddleware:
    """Reads the preference cookie into `request.preferences`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.preferences = Preferences.of(request)
        return self.get_response(request)


class CachePolicyMiddleware:
    """Says who may keep an answer, where the view has not said it.

    What anonymous visitors GET is public; anything else is private and asked for again each time.
    """

    PRIVATE_PATHS = ("/admin/", "/accounts/", "/me/", "/en/accounts/", "/en/me/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if known or response.cookies or request.path_info.startswith(self.PRIVATE_PATHS):
            if "no-store" not in response.get("Cache-Control", ""):
                response["Cache-Control"] = "private, no-cache"
        elif (
            "Cache-Control" not in response
            and request.method in ("GET", "HEAD")
            and response.status_code == 200
        ):
            response["Cache-Control"] = "public, max-age=0"
        return response


class DatabaseAwayMiddleware:
    """A database that cannot be reached is a short wait for the visitor, not an error."""

    RETRY_AFTER = "5"  # seconds

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logging.getLogger("portal.database").error("database away", exc_info=exception)
        return HttpResponse(
            render_to_string("503.html"),
            status=503,
            headers={"Retry-After": self.RETRY_AFTER, "Cache-Control": "no-store"},
        )
