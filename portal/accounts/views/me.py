from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts import sections, selectors, services
from portal.accounts.ages import age_label
from portal.accounts.forms import ProfileForm
from portal.accounts.middleware import set_hint
from portal.accounts.models import Reader

from .gate import for_reader


@for_reader("GET", "HEAD")
def me(request: HttpRequest, reader: Reader) -> HttpResponse:
    """My library."""
    today = timezone.localdate()
    return render(
        request,
        "accounts/me.html",
        {
            "reader": reader,
            "bar": selectors.bar(reader.user),
            "sections": sections.sections(reader),
            "family": [(member, age_label(member.age_on(today))) for member in reader.family.all()],
            "consents": selectors.consents(reader),
            "texts_to_agree": selectors.texts_to_agree(reader),
            "has_second_factor": is_mfa_enabled(reader.user),
        },
    )


@for_reader()
def profile(request: HttpRequest, reader: Reader) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=reader)
    if request.method == "POST" and form.is_valid():
        services.update_reader(reader, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    return render(request, "accounts/profile.html", {"form": form})


@never_cache
@require_safe
def bar(request: HttpRequest) -> HttpResponse:
    """The signed-in visitor's part of the head of every page, fetched by me.js."""
    user = request.user
    if not user.is_authenticated:
        set_hint(request, is_signed_in=False)  # the session ended; the hint outlived it
    found = selectors.bar(user) if user.is_authenticated else None
    return render(request, "accounts/bar.html", {"bar": found})
