"""What being signed in means for answers: a hint for the cached pages, a second step for staff."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponse]

HINT_COOKIE = "auth"


def set_hint(request: HttpRequest, *, is_signed_in: bool) -> None:
    """Have the answer to *request* say whether the visitor is signed in now."""
    request.META["portal.auth_hint"] = is_signed_in


class AuthHintMiddleware:
    """A cookie that says only "somebody is signed in here", for the script of the cached pages.

    It is no proof of anything: what is private comes from the server and asks for the session.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        hint = request.META.get("portal.auth_hint")
        if hint:
            browser_only = request.session.get_expire_at_browser_close()
            response.set_cookie(
                HINT_COOKIE,
                "1",
                max_age=None if browser_only else request.session.get_expiry_age(),
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif hint is not None and HINT_COOKIE in request.COOKIES:
            response.delete_cookie(HINT_COOKIE, samesite="Lax")
        return response


class StaffSecondFactorMiddleware:
    """With PORTAL_STAFF_MFA=required nobody edits without a second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_held_back(request):
            messages.warning(request, _("Please set up two-step sign-in before you edit."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_held_back(self, request: HttpRequest) -> bool:
        return (
            settings.PORTAL_STAFF_MFA == "required"
            and request.path_info.startswith(reverse("wagtailadmin_home"))
            and request.user.is_authenticated
            and request.user.has_perm("wagtailadmin.access_admin")
            and not is_mfa_enabled(request.user)
        )
