"""Whether a certificate holds: only what stands on it, for whoever has its code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.volunteers.forms import CodeForm
from community.volunteers.models import Certificate


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Type the code."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid() and form.cleaned_data["code"]:
        return redirect("volunteers:verify", form.cleaned_data["code"][:20])
    return render(request, "volunteers/verify_form.html", {"form": form})


@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the certificate says, that it was taken back, or that there is none."""
    plain = code.replace("-", "").upper()
    row = Certificate.objects.filter(code=plain).first()
    status = 200 if row else 404
    context = {"certificate": row, "code": plain[:20]}
    return render(request, "volunteers/verify.html", context, status=status)
