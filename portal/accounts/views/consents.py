from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts import services
from portal.accounts.consent_text import blocks
from portal.accounts.errors import AccountsError
from portal.accounts.models import ConsentKind, ConsentText, Reader

from .gate import for_reader


@never_cache
@require_safe
def consent_text(request: HttpRequest, kind: str, version: int | None = None) -> HttpResponse:
    """A text that is or was in force, for everyone to read."""
    if version is None:
        text = ConsentText.objects.current(kind)
    else:
        text = ConsentText.objects.published().filter(kind=kind, version=version).first()
    if text is None:
        raise Http404
    current = text if version is None else ConsentText.objects.current(kind)
    return render(
        request,
        "accounts/consent_text.html",
        {"text": text, "blocks": blocks(text.body_label), "is_current": text == current},
    )


@for_reader()
def agree(request: HttpRequest, reader: Reader, kind: str) -> HttpResponse:
    """Agree to the text now in force, on the page that shows it."""
    text = ConsentText.objects.current(kind)
    if text is None:
        raise Http404
    if request.method == "POST" and request.POST.get("version") == str(text.version):
        services.give_consent(reader, text=text)
        messages.success(request, _("Thank you. Your consent is recorded."))
        return redirect("accounts:me")
    return render(
        request, "accounts/consent_agree.html", {"text": text, "blocks": blocks(text.body_label)}
    )


@for_reader()
def withdraw(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    consent = get_object_or_404(reader.consents.active().select_related("text"), pk=pk)
    if request.method == "POST":
        try:
            services.withdraw_consent(consent)
        except AccountsError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Your consent is withdrawn."))
        return redirect("accounts:me")
    return render(
        request,
        "accounts/consent_withdraw.html",
        {
            "consent": consent,
            "family": reader.family.all() if consent.text.kind == ConsentKind.CHILDREN else [],
        },
    )
