"""Placing a hold, from the page of a book."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from catalog.borrowing import selectors, services
from catalog.borrowing.cards import card_of, cards_of
from catalog.borrowing.errors import AwayError, StaleFormError
from catalog.borrowing.forms import HoldForm
from catalog.borrowing.models import LinkedCard
from catalog.borrowing.wording import explain_all
from catalog.ils.capabilities import Capability
from catalog.ils.commands import PlaceHold
from catalog.ils.errors import ILSError, OutcomeUnknown
from catalog.models import Record
from catalog.systems import ils, source
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader()
def hold(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """For the whole book, whichever copy comes back first; one act however often it is sent."""
    if not ils().can(Capability.HOLD_PLACE):
        raise Http404
    book = get_object_or_404(Record.objects.current(), pk=pk, source=source())
    wanted = request.POST.get("card") or request.GET.get("card", "")
    card = card_of(request, reader, wanted)
    if card is None:
        return redirect(f"{reverse('borrowing:link')}?{urlencode({'next': request.path})}")
    if request.method == "POST":
        return _place(request, reader, card, book)
    return _ask(request, reader, card, book)


def _ask(
    request: HttpRequest,
    reader: Reader,
    card: LinkedCard,
    book: Record,
    *,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    wish = selectors.wish(book, card)
    pickup = (request.POST.get("pickup") or request.GET.get("pickup", ""))[:32]
    act = PlaceHold(book.record_id, "")
    context = {
        "book": book,
        "wish": wish,
        "form": HoldForm(libraries=wish.libraries, initial={"pickup": pickup}),
        "cards": cards_of(reader),
        "card": card,
        "key": selectors.act_key(card, act),
        "errors": errors or [],
        "again": f"{request.path}?{urlencode({'card': card.pk, 'pickup': pickup})}",
    }
    if wish.is_away:
        status = 503
    return render(request, "borrowing/hold.html", context, status=status)


def _place(request: HttpRequest, reader: Reader, card: LinkedCard, book: Record) -> HttpResponse:
    pickup, key = request.POST.get("pickup", "")[:32], request.POST.get("key", "")
    try:
        outcome = services.carry_out(reader, card, PlaceHold(book.record_id, pickup), key)
    except OutcomeUnknown:
        return redirect("borrowing:act", key=key)
    except StaleFormError as error:
        return _ask(request, reader, card, book, errors=[str(error)], status=409)
    except ILSError:
        return _ask(request, reader, card, book, errors=[str(AwayError())], status=503)
    if outcome.ok:
        return redirect("borrowing:act", key=key)
    errors = explain_all(outcome.blocks) or [outcome.message]
    return _ask(request, reader, card, book, errors=errors)
