"""Language and reading preferences of a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware

from .preferences import Preferences


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

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.preferences = Preferences.from_cookie(request.COOKIES.get(Preferences.COOKIE, ""))
        return self.get_response(request)
