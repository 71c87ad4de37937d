"""A volunteer's own shifts. One of somebody else is not found."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from community.volunteers import selectors, services
from community.volunteers.errors import VolunteerError
from community.volunteers.models import SignUp, Volunteer
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
        "swap": selectors.open_swap_of(row),
        "proposals": selectors.proposals_for(row) if is_ahead else [],
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
    return page(request, "volunteers/answer.html", {"signup": row, "act": act}, status)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, template, context, status=status)
    if status == 503:
        response["Retry-After"] = "3"
    return response
