"""Joining a club and leaving it: oneself, or a child of the family."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.clubs import selectors, services
from community.clubs.errors import ClubError
from community.clubs.forms import JoinForm
from community.clubs.models import Club, Membership
from events.places.enums import Status
from events.places.errors import BusyError
from portal.accounts.models import FamilyMember, Reader
from portal.accounts.views.gate import for_reader

Person = FamilyMember | Reader


@for_reader()
def join(request: HttpRequest, reader: Reader, slug: str) -> HttpResponse:
    club = get_object_or_404(Club.objects.published().detailed(), slug=slug)
    if not club.has_members:
        return redirect(club)
    joined = list(Membership.objects.of_reader(reader).active().filter(pool=club.circle).detailed())
    able, refusals = _sorted(club, reader, joined)
    form = JoinForm(request.POST or None, people=able)
    status = 200
    if request.method == "POST" and able and form.is_valid():
        try:
            row = services.join(club, reader, member=form.member)
        except ClubError as error:
            form.add_error("who", str(error))
        except BusyError as error:
            form.add_error(None, str(error))
            status = 503
        else:
            _welcome(request, row)
            return redirect(row)
    context = {
        "club": club,
        "form": form,
        "able": able,
        "refusals": refusals,
        "joined": joined,
    }
    response = render(request, "clubs/join.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "3"
    return response


def _sorted(
    club: Club, reader: Reader, joined: list[Membership]
) -> tuple[list[Person], list[tuple[Person, str]]]:
    """Who of the family may join, and why others cannot."""
    here = {row.member_id for row in joined}
    people: list[Person] = [] if None in here else [reader]
    people += [row for row in reader.family.all() if row.pk not in here]
    able, refusals = [], []
    for person in people:
        member = person if isinstance(person, FamilyMember) else None
        if refusal := services.refusal(club, member):
            refusals.append((person, refusal))
        else:
            able.append(person)
    return able, refusals


def _welcome(request: HttpRequest, row: Membership) -> None:
    if row.status == Status.CONFIRMED:
        messages.success(request, _("Welcome to the club!"))
    else:
        messages.info(request, _("All places are taken. We write to you when one becomes free."))


@for_reader("GET", "HEAD")
def mine(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The family's clubs, and those the reader leads."""
    context = {
        "memberships": selectors.memberships_of(reader),
        "led": selectors.led_by(reader),
    }
    return render(request, "clubs/mine.html", context)


@for_reader()
def membership(request: HttpRequest, reader: Reader, uid: uuid.UUID) -> HttpResponse:
    """One membership; leaving is asked once more, for a machine may open a link in a letter."""
    rows = Membership.objects.of_reader(reader).detailed()
    row = get_object_or_404(rows, uid=uid)
    if request.method == "POST":
        try:
            services.leave(row)
        except (ClubError, BusyError) as error:
            messages.error(request, str(error))
            return redirect(row)
        messages.success(request, _("You are no longer in the club. You can come back any time."))
        return redirect("clubs:mine")
    context = {
        "membership": row,
        "position": selectors.position(row) if row.status == Status.WAITING else None,
    }
    return render(request, "clubs/membership.html", context)
