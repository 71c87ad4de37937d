"""A volunteer's own shifts. One of somebody else is not found."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.volunteers import selectors, services
from community.volunteers.errors import VolunteerError
from community.volunteers.forms import OfferForm, SignUpForm
from community.volunteers.models import SignUp, Swap, Volunteer
from community.volunteers.services.rules import has_consent
from events.places.enums import Status
from events.places.errors import BusyError
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

from .public import programme_url

PAGE_SIZE = 20


def _own(reader: Reader, uid: UUID) -> SignUp:
    return get_object_or_404(selectors.of_reader(reader), uid=uid)


@for_reader("GET", "HEAD")
def mine(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Shifts to come, what others would hand over, hours so far, what has been."""
    volunteers = list(Volunteer.objects.of_reader(reader).prefetch_related("steps"))
    totals = selectors.totals_of(volunteers)
    pages = Paginator(selectors.past_of_reader(reader), PAGE_SIZE)
    context = {
        "volunteers": [
            (row, totals[row.pk], row.member is not None and not has_consent(row))
            for row in volunteers
        ],
        "coming": selectors.coming_of_reader(reader),
        "swaps": selectors.open_swaps_for(reader) if volunteers else [],
        "past": pages.get_page(request.GET.get("page")),
        "programme": programme_url(),
    }
    return render(request, "volunteers/mine.html", context)


@for_reader("GET", "HEAD")
def signup(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """One shift: how it stands and what can be done."""
    row = _own(reader, uid)
    is_ahead = row.is_active and not row.pool.has_begun
    context = {
        "signup": row,
        "shift": row.pool,
        "position": selectors.position(row) if row.status == Status.WAITING else None,
        "is_ahead": is_ahead,
        "swap": row.swaps.filter(state="open").first(),
        "can_offer": is_ahead and row.status == Status.CONFIRMED and not row.pool.waiting,
    }
    return render(request, "volunteers/signup.html", context)


@for_reader()
def release(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return _answer(request, _own(reader, uid), "release", services.release)


@for_reader()
def accept(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return _answer(request, _own(reader, uid), "accept", services.accept)


@for_reader()
def decline(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return _answer(request, _own(reader, uid), "decline", services.decline)


def _answer(
    request: HttpRequest, row: SignUp, act: str, service: Callable[[SignUp], None]
) -> HttpResponse:
    """Ask once more, then do it: a link in a letter may be opened by a machine."""
    is_open = row.is_active if act == "release" else row.status == Status.OFFERED
    if not is_open or row.pool.is_over:
        return redirect(row)
    status = 200
    if request.method == "POST":
        try:
            service(row)
        except VolunteerError as error:
            messages.error(request, str(error))
            return redirect(row)
        except BusyError as error:
            messages.error(request, str(error))
            status = 503
        else:
            return redirect(row)
    return _page(request, "volunteers/answer.html", {"signup": row, "act": act}, status)


@for_reader()
def offer(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Offer one's place to the other volunteers."""
    row = _own(reader, uid)
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
    """Take somebody's place, oneself or a young volunteer of the family."""
    swap = get_object_or_404(selectors.open_swaps_for(reader), uid=uid)
    row = swap.signup.pool
    people = list(Volunteer.objects.of_reader(reader).approved())
    asks_parent = any(person.needs_parent_on(row.local_date) for person in people)
    form = SignUpForm(
        request.POST if request.method == "POST" else None,
        volunteers=people,
        asks_parent=asks_parent,
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = next(each for each in people if each.pk == data["volunteer"].pk)
        try:
            taken = services.take_over(swap, person, with_parent=data.get("with_parent", False))
        except VolunteerError as error:
            form.refuse(error)
        except BusyError as error:
            form.add_error(None, str(error))
            status = 503
        else:
            messages.success(request, _("The shift is yours. Thank you!"))
            return redirect(taken)
    context = {"swap": swap, "shift": row, "form": form}
    return _page(request, "volunteers/take_over.html", context, status)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    if status == 503:
        response["Retry-After"] = "3"
    return response
