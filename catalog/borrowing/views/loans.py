"""Loans and holds of a card: the page comes at once, what the library system says follows."""

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.borrowing import selectors, services
from catalog.borrowing.cards import can_link, card_of, cards_of
from catalog.borrowing.errors import AwayError
from catalog.borrowing.models import LinkedCard
from catalog.borrowing.wording import explain_all
from catalog.ils.commands import CancelHold, Renew
from catalog.ils.errors import ILSError, NotFound, OutcomeUnknown
from catalog.ils.values import Outcome
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

MOST_AT_ONCE = 20
LONGEST_TITLE = 100


@for_reader("GET", "HEAD")
def loans(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Waits for nothing. Without script a link asks for the same page with everything in it."""
    if not can_link():
        raise Http404
    card = card_of(request, reader, request.GET.get("card", ""))
    is_whole = "now" in request.GET
    context = {
        "cards": cards_of(reader),
        "card": card,
        "account": selectors.account(card) if card and is_whole else None,
    }
    return render(request, "borrowing/loans.html", context)


@for_reader("GET", "HEAD")
def account(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The part of the page that the library system knows."""
    found = selectors.account(_card(request, reader))
    return render(request, "borrowing/components/account.html", {"account": found})


@for_reader("GET", "HEAD")
def numbers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """How many loans and holds, for “my library”."""
    found = selectors.in_short(_card(request, reader))
    return render(request, "borrowing/components/numbers.html", {"account": found})


def _card(request: HttpRequest, reader: Reader) -> LinkedCard:
    wanted = request.POST.get("card") or request.GET.get("card", "")
    card = card_of(request, reader, wanted)
    if card is None or (wanted and str(card.pk) != wanted):
        raise Http404
    return card


def _loans_url(card: LinkedCard) -> str:
    return f"{reverse('borrowing:loans')}?{urlencode({'card': card.pk})}"


@for_reader("POST")
def renew(request: HttpRequest, reader: Reader) -> HttpResponse:
    """One loan or several; each line of *act* is a loan, its date, the act's key and the title."""
    card = _card(request, reader)
    renewed, refused = 0, []
    for act, key, title in _renewals(request.POST.getlist("act")):
        try:
            outcome = services.carry_out(reader, card, act, key)
        except OutcomeUnknown:
            return redirect("borrowing:act", key=key)
        except NotFound:
            continue  # it came back meanwhile, or the form is of yesterday
        except ILSError:
            messages.error(request, str(AwayError()))
            break
        renewed += outcome.ok
        refused += [] if outcome.ok else _why_not(outcome, title)
    if renewed:
        text = ngettext("%(n)d book is renewed.", "%(n)d books are renewed.", renewed)
        messages.success(request, text % {"n": renewed})
    for words in dict.fromkeys(refused):
        messages.error(request, words)
    return redirect(_loans_url(card))


def _why_not(outcome: Outcome, title: str) -> list[str]:
    """The reasons, said of the book: there may be others in the same list."""
    reasons = explain_all(outcome.blocks) or [outcome.message]
    if not title:
        return reasons
    return [_("%(title)s: %(reason)s") % {"title": title, "reason": each} for each in reasons]


def _renewals(lines: Iterable[str]) -> list[tuple[Renew, str, str]]:
    acts = []
    for line in list(lines)[:MOST_AT_ONCE]:
        loan_id, due, key, title = [*line.split("|", 3), "", "", ""][:4]
        try:
            day = dt.date.fromisoformat(due) if due else None
        except ValueError:
            continue
        acts.append((Renew(loan_id, day), key, title[:LONGEST_TITLE]))
    return acts


@for_reader()
def cancel_hold(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Asked once more: whoever waits again stands at the end of the queue."""
    card = _card(request, reader)
    hold_id = request.POST.get("hold") or request.GET.get("hold", "")
    act = CancelHold(hold_id)
    if request.method == "POST":
        return _cancel(request, reader, card, act)
    try:
        row = selectors.find_hold(card, hold_id)
    except ILSError:
        messages.error(request, str(AwayError()))
        return redirect(_loans_url(card))
    if row is None:
        return redirect(_loans_url(card))
    context = {
        "row": row,
        "card": card,
        "key": selectors.act_key(card, act),
        "back": _loans_url(card),
    }
    return render(request, "borrowing/cancel_hold.html", context)


def _cancel(
    request: HttpRequest, reader: Reader, card: LinkedCard, act: CancelHold
) -> HttpResponse:
    key = request.POST.get("key", "")
    try:
        outcome = services.carry_out(reader, card, act, key)
    except OutcomeUnknown:
        return redirect("borrowing:act", key=key)
    except NotFound:
        messages.info(request, _("This hold has ended already."))
    except ILSError:
        messages.error(request, str(AwayError()))
    else:
        say(request, outcome, _("The hold is cancelled."))
    return redirect(_loans_url(card))


def say(request: HttpRequest, outcome: Outcome, done: str) -> None:
    """What became of an act, as the message of the next page."""
    if outcome.ok:
        messages.success(request, done)
        return
    for words in explain_all(outcome.blocks) or [outcome.message]:
        messages.error(request, words)
