"""Borrowing by oneself with a telephone: where one stands, which book, yes, and the receipt."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from catalog.borrowing import presence, selectors, services
from catalog.borrowing.cards import card_of, cards_of
from catalog.borrowing.errors import AwayError, StaleFormError, TooOftenError
from catalog.borrowing.models import LinkedCard
from catalog.borrowing.wording import explain_all
from catalog.ils import codes
from catalog.ils.capabilities import Capability
from catalog.ils.commands import Checkout
from catalog.ils.errors import ILSError, OutcomeUnknown
from catalog.ils.values import Outcome
from catalog.systems import ils
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.core.models import Library

LONGEST = 40


@for_reader("GET", "HEAD")
def checkout(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One page for all steps; the address says which book is being looked at."""
    card = _card(request, reader)
    if card is None:
        return _to_link(request)
    here = presence.library_of(request)
    barcode = request.GET.get("barcode", "").strip()[:LONGEST]
    typed = request.GET.get("typed", "").strip()[:LONGEST]
    context = {"cards": cards_of(reader), "card": card, "here": here, "typed": typed}
    if here:
        context |= {"receipt": selectors.receipt(reader), "barcode": barcode}
    if here and barcode:
        context |= _look(card, here, barcode)
    return render(request, "borrowing/checkout.html", context)


def _look(card: LinkedCard, here: Library, barcode: str) -> dict[str, object]:
    key = selectors.act_key(card, Checkout(barcode, here.code))
    return {"book": selectors.book_of(barcode), "key": key}


def _card(request: HttpRequest, reader: Reader) -> LinkedCard | None:
    if not ils().can(Capability.SELF_CHECKOUT):
        raise Http404
    return card_of(request, reader, request.POST.get("card") or request.GET.get("card", ""))


def _to_link(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('borrowing:link')}?{urlencode({'next': request.path})}")


@for_reader("GET", "HEAD")
def here(request: HttpRequest, reader: Reader, code: str) -> HttpResponse:
    """What the poster leads to."""
    if _card(request, reader) is None:
        return _to_link(request)
    if presence.enter(request, code) is None:
        messages.error(request, _("This poster is an old one. Please scan the one that hangs now."))
    return redirect("borrowing:checkout")


@for_reader("POST")
def enter(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The code typed, where no camera helps."""
    try:
        services.count_code(reader)
    except TooOftenError as error:
        messages.error(request, str(error))
        return redirect("borrowing:checkout")
    if presence.enter(request, request.POST.get("code", "")) is None:
        messages.error(request, _("No library has this code. It stands below the square code."))
    return redirect("borrowing:checkout")


@for_reader("POST")
def leave(request: HttpRequest, reader: Reader) -> HttpResponse:
    presence.leave(request)
    return redirect("borrowing:checkout")


@for_reader("POST")
def borrow(request: HttpRequest, reader: Reader) -> HttpResponse:
    """After the yes. A question of the library system is asked on, and needs another yes."""
    card, place = _card(request, reader), presence.library_of(request)
    if card is None or place is None:
        messages.error(request, _("Please say again where you are."))
        return redirect("borrowing:checkout")
    barcode = request.POST.get("barcode", "").strip()[:LONGEST]
    key = request.POST.get("key", "")
    act = Checkout(barcode, place.code, request.POST.get("token", "")[:200])
    try:
        outcome = services.carry_out(reader, card, act, key)
    except OutcomeUnknown:
        return redirect("borrowing:act", key=key)
    except ILSError as error:
        messages.error(request, str(error if isinstance(error, StaleFormError) else AwayError()))
        return redirect(f"{reverse('borrowing:checkout')}?{urlencode({'barcode': barcode})}")
    if outcome.questions:
        return _ask(request, card, place, barcode, outcome)
    if outcome.ok:
        return redirect(f"{reverse('borrowing:checkout')}#receipt")
    for words in explain_all(outcome.blocks) or [outcome.message]:
        messages.error(request, words)
    again = f"?{urlencode({'typed': barcode})}" if _is_unknown(outcome) else ""
    return redirect(f"{reverse('borrowing:checkout')}{again}#scan")


def _is_unknown(outcome: Outcome) -> bool:
    """Perhaps the number was typed wrong: it is worth another look."""
    return codes.ITEM_UNKNOWN in {block.code for block in outcome.blocks}


def _ask(
    request: HttpRequest, card: LinkedCard, place: Library, barcode: str, outcome: Outcome
) -> HttpResponse:
    context = {
        "cards": [],
        "card": card,
        "here": place,
        "barcode": barcode,
        "questions": explain_all(outcome.questions),
        "token": outcome.confirm_token,
        **_look(card, place, barcode),
    }
    return render(request, "borrowing/checkout.html", context)
