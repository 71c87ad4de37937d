"""Who has tried too often: how attempts are counted and what is answered."""

import unicodedata
from hashlib import blake2b
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.models import User

LIMIT_SECONDS = 60  # the longest window of the limits on requests


def login_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name attempts are counted under: one for all ways of writing it."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or request.POST.get("login", "")
    return _plain(name)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()[:255]


def names_of(user: User) -> list[str]:
    """Every name under which attempts to sign in as *user* may have been counted."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return sorted({_plain(name) for name in (user.username, user.email, *addresses) if name})


def forget_failures(request: HttpRequest, user: User) -> None:
    """Who got in starts afresh at this address; django-axes would only know the username."""
    AccessAttempt.objects.filter(
        username__in=names_of(user), ip_address=client_address(request)
    ).delete()


def client_address(request: HttpRequest) -> str:
    """The address attempts are counted under: behind our own proxies, the one they saw."""
    return get_adapter().get_client_ip(request)


def is_too_often(
    request: HttpRequest, action: str, *, limit: int, seconds: int = LIMIT_SECONDS
) -> bool:
    """Count a request of its address for *action*; whether it is one too many for the time."""
    address = blake2b(client_address(request).encode(), digest_size=12).hexdigest()
    key = f"often:{action}:{address}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # its time was up between the two
        return False


def lockout_response(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """What django-axes answers instead of the form, whether the name exists or not."""
    cool_off = get_cool_off(request)
    return _too_many(request, int(cool_off.total_seconds()) if cool_off else LIMIT_SECONDS)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What django-allauth's limits on sign-up, reset and the like answer (handler429)."""
    return _too_many(request, LIMIT_SECONDS)


def _too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    answer = render(request, "429.html", {"minutes": max(1, seconds // 60)}, status=429)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer
