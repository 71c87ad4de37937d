from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.accounts.requests import SignedInRequest

from . import services, tokens
from .forms import PreferencesForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    form = PreferencesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.set_preferences(request.user, form.wanted())
        return redirect("accounts:me")
    return render(request, "notify/preferences.html", {"form": form})


@csrf_exempt  # the signed token is the right to do this; mail programs send nothing else (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET, which mail scanners follow) or switch a kind of letter off (POST)."""
    try:
        user_pk, category = tokens.read_token(token)
    except BadSignature as error:
        raise Http404 from error
    if request.method == "POST":
        services.unsubscribe(user_pk, category)
    response = render(
        request,
        "notify/unsubscribe.html",
        {"category": category, "is_done": request.method == "POST"},
    )
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
