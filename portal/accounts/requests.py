"""What requests of signed-in people carry."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.models import User


class SignedInRequest(HttpRequest):
    """For annotations: the request of a view that only signed-in people reach."""

    user: User


def way_back(request: HttpRequest) -> str:
    """Where `?next=` says somebody came from, on this site only; else "my library"."""
    target = request.GET.get("next", "")
    is_own = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_own else reverse("accounts:me")
