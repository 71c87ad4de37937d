"""Linking library cards, naming and unlinking them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from catalog.borrowing import services
from catalog.borrowing.cards import CHOSEN, can_link
from catalog.borrowing.errors import AwayError, CardError, TooOftenError
from catalog.borrowing.forms import LinkCardForm, NameCardForm
from catalog.borrowing.models import LinkedCard
from portal.accounts.models import Reader
from portal.accounts.requests import way_back
from portal.accounts.throttle import client_address
from portal.accounts.views.gate import for_reader


@sensitive_post_parameters("number", "pin")
@for_reader()
def link(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The number and the PIN, once; then back to where the reader was."""
    if not can_link():
        raise Http404
    form = LinkCardForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            linked = services.link_card(
                reader, **form.cleaned_data, address=client_address(request)
            )
        except CardError as error:
            form.add_error(None, str(error))
            status = _status(error)
        else:
            request.session[CHOSEN] = str(linked.pk)
            messages.success(request, _("The card is linked."))
            return redirect(_next(request))
    return render(
        request, "borrowing/link.html", {"form": form, "back": _next(request)}, status=status
    )


def _status(error: CardError) -> int:
    if isinstance(error, TooOftenError):
        return 429
    return 503 if isinstance(error, AwayError) else 200


def _next(request: HttpRequest) -> str:
    return way_back(request) if request.GET.get("next") else reverse("borrowing:loans")


def _own(reader: Reader, pk: int) -> LinkedCard:
    return get_object_or_404(LinkedCard.objects.select_related("card"), pk=pk, card__reader=reader)


@for_reader()
def name(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    linked = _own(reader, pk)
    form = NameCardForm(request.POST if request.method == "POST" else None, instance=linked)
    if request.method == "POST" and form.is_valid():
        services.name_card(linked, form.cleaned_data["nickname"])
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    return render(request, "borrowing/name.html", {"form": form, "linked": linked})


@for_reader()
def unlink(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """Asked once more; loans and holds stand, for they are the library's."""
    linked = _own(reader, pk)
    if request.method == "POST":
        services.unlink_card(linked)
        messages.success(request, _("The card is no longer linked."))
        return redirect("accounts:me")
    return render(request, "borrowing/unlink.html", {"linked": linked})
