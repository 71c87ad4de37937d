"""Offering one's place, taking over another's, exchanging two. Of others nothing is found."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.volunteers import selectors, services
from community.volunteers.errors import VolunteerError
from community.volunteers.forms import ExchangeForm, OfferForm, SignUpForm
from community.volunteers.models import Swap, Volunteer
from events.places.errors import BusyError
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

from .mine import page


@for_reader()
def offer(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Offer one's place to the other volunteers."""
    row = get_object_or_404(selectors.of_reader(reader), uid=uid)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.offer(row, note=form.cleaned_data["note"])
        except VolunteerError as error:
            form.add_error(None, str(error))
        else:
            said = _("The others see it now. Until somebody takes it, you come.")
            messages.success(request, said)
            return redirect(row)
    context = {"signup": row, "shift": row.pool, "form": form}
    return render(request, "volunteers/offer.html", context)


@for_reader("POST")
def withdraw(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    swap = get_object_or_404(Swap, uid=uid, signup__volunteer__reader=reader)
    try:
        services.withdraw(swap)
    except VolunteerError as error:
        messages.error(request, str(error))
    return redirect(swap.signup)


@for_reader()
def take_over(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Take somebody's place, oneself or a young volunteer of the family, or exchange it."""
    swap = get_object_or_404(selectors.open_swaps_for(reader), uid=uid)
    people = list(Volunteer.objects.of_reader(reader).approved())
    row = swap.signup.pool
    asks_parent = any(person.needs_parent_on(row.local_date) for person in people)
    is_exchange = "exchange" in request.POST
    data = request.POST if request.method == "POST" else None
    form = SignUpForm(None if is_exchange else data, volunteers=people, asks_parent=asks_parent)
    own = selectors.exchangeable_for(reader, swap)
    exchange = ExchangeForm(data if is_exchange else None, rows=own)
    answer, status = None, 200
    if request.method == "POST":
        act = _propose if is_exchange else _take
        answer, status = act(request, swap, exchange if is_exchange else form)
    context = {
        "swap": swap,
        "shift": row,
        "form": form,
        "exchange": exchange if own.exists() else None,
    }
    return answer or page(request, "volunteers/take_over.html", context, status)


def _take(request: HttpRequest, swap: Swap, form: SignUpForm) -> tuple[HttpResponse | None, int]:
    if not form.is_valid():
        return None, 200
    data = form.cleaned_data
    person = Volunteer.objects.select_related("reader", "member").get(pk=data["volunteer"].pk)
    try:
        taken = services.take_over(swap, person, with_parent=data.get("with_parent", False))
    except VolunteerError as error:
        form.refuse(error)
        return None, 200
    except BusyError as error:
        form.add_error(None, str(error))
        return None, 503
    messages.success(request, _("The shift is yours. Thank you!"))
    return redirect(taken), 200


def _propose(
    request: HttpRequest, swap: Swap, form: ExchangeForm
) -> tuple[HttpResponse | None, int]:
    if not form.is_valid():
        return None, 200
    data = form.cleaned_data
    try:
        services.propose(swap, data["signup"], note=data["note"])
    except VolunteerError as error:
        form.refuse(error)
        return None, 200
    except BusyError as error:
        form.add_error(None, str(error))
        return None, 503
    said = _("The other volunteer is asked. Until they agree, both of you come as planned.")
    messages.success(request, said)
    return redirect(data["signup"]), 200


@for_reader("POST")
def answer_proposal(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Agree to an exchange, or keep to one's shift."""
    rows = Swap.objects.filter(answers__signup__volunteer__reader=reader)
    proposal = get_object_or_404(rows, uid=uid)
    mine = proposal.answers.signup if proposal.answers else None
    if mine is None or request.POST.get("answer") not in ("yes", "no"):
        raise Http404
    try:
        if request.POST["answer"] == "no":
            services.refuse_exchange(proposal)
            return redirect(mine)
        new, _other = services.exchange(proposal)
    except (VolunteerError, BusyError) as error:
        messages.error(request, str(error))
        return redirect(mine)
    messages.success(request, _("Exchanged: this is your shift now."))
    return redirect(new)
