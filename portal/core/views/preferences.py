"""Saving the reading preferences: a plain form, so that they work without script."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.core.preferences import CHOICES, Preferences

ONE_YEAR = 60 * 60 * 24 * 365


@csrf_exempt  # pages kept for everyone carry no token; see `_is_own_form`
@never_cache
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Change the preferences named in the form, or forget them all, and go back to the page."""
    if not _is_own_form(request):
        raise PermissionDenied("The form was sent from another site.")
    if "reset" in request.POST:
        preferences = Preferences()
    else:
        sent = {name: request.POST[name] for name in CHOICES if name in request.POST}
        preferences = Preferences.of(request).changed(**sent)
    response = HttpResponse(status=303, headers={"Location": iri_to_uri(_way_back(request))})
    if cookie := preferences.to_cookie():
        response.set_cookie(
            Preferences.COOKIE,
            cookie,
            max_age=ONE_YEAR,
            secure=request.is_secure(),
            httponly=False,  # prefs.js writes the same cookie to save the round trip
            samesite="Lax",
        )
    else:
        response.delete_cookie(Preferences.COOKIE, samesite="Lax")
    return response


def _is_own_form(request: HttpRequest) -> bool:
    """Whether a page of this host sent the form, by the strongest header the browser gives."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        host = urlsplit(source).netloc
    except ValueError:
        return False
    return host == request.get_host()


def _way_back(request: HttpRequest) -> str:
    """The page the form stood on; never another host."""
    target = request.POST.get("next", "")
    is_own = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=None, require_https=request.is_secure()
    )
    return target if is_own else settings.FORCE_SCRIPT_NAME or "/"
