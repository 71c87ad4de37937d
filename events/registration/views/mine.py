"""A reader's own registrations. One of somebody else is not found."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from events.places.enums import Status
from events.places.errors import BusyError
from events.registration import selectors, services
from events.registration.calendar import own_calendar
from events.registration.errors import RegistrationError
from events.registration.forms import PartyForm
from events.registration.models import Registration
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.notify.letters import site_url

PAGE_SIZE = 20


def _own(reader: Reader, uid: UUID) -> Registration:
    return get_object_or_404(selectors.of_reader(reader), uid=uid)


@for_reader("GET", "HEAD")
def registrations(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What is to come, offers first, and page by page what has been."""
    pages = Paginator(selectors.past_of_reader(reader), PAGE_SIZE)
    context = {
        "coming": selectors.coming_of_reader(reader),
        "past": pages.get_page(request.GET.get("page")),
    }
    return render(request, "registration/registrations.html", context)


@for_reader("GET", "HEAD")
def registration(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """One registration: how it stands, the ticket, what comes next and what can be done."""
    row = _own(reader, uid)
    context = {
        "registration": row,
        "occurrence": selectors.date_of(row.pool),
        "position": selectors.position(row) if row.status == Status.WAITING else None,
        "is_ahead": row.pool.ends_at > timezone.now(),
        "can_change": row.is_active and row.pool.starts_at > timezone.now(),
        "ticket": site_url(row.get_absolute_url()),
    }
    return render(request, "registration/registration.html", context)


@for_reader("GET", "HEAD")
def registration_file(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """The date, or those of the course, as a file for a calendar."""
    row = _own(reader, uid)
    return HttpResponse(
        own_calendar([row], path=request.path, name=row.pool.terms.title),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{row.pool.starts_at:%Y%m%d}.ics"'},
    )


@for_reader()
def change_party(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    row = _own(reader, uid)
    if not row.is_active:
        return redirect(row)
    heads = list(row.attendees.all())
    form = PartyForm(
        request.POST if request.method == "POST" else None,
        terms=row.pool.terms,
        day=timezone.localdate(row.pool.starts_at),
        family=list(reader.family.all()),
        initial={
            "members": [str(head.member_id) for head in heads if head.member_id],
            "adults": sum(head.member_id is None for head in heads),
        },
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.change_party(
                row, members=form.chosen_members, adults=form.cleaned_data["adults"]
            )
        except RegistrationError as error:
            form.refuse(error)
        except BusyError as error:
            form.add_error(None, str(error))
            status = 503
        else:
            messages.success(request, _("Changed. The library knows who comes."))
            return redirect(row)
    context = {"registration": row, "form": form}
    response = render(request, "registration/party.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "3"
    return response


@for_reader()
def cancel(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return _answer(request, _own(reader, uid), "cancel", services.cancel)


@for_reader()
def accept(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return _answer(request, _own(reader, uid), "accept", services.accept)


@for_reader()
def decline(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    return _answer(request, _own(reader, uid), "decline", services.decline)


def _answer(
    request: HttpRequest, row: Registration, act: str, service: Callable[[Registration], None]
) -> HttpResponse:
    """Ask once more, then do it: a link in a letter may be opened by a machine."""
    is_open = row.is_active if act == "cancel" else row.status == Status.OFFERED
    if not is_open or row.pool.ends_at <= timezone.now():
        return redirect(row)
    status = 200
    if request.method == "POST":
        try:
            service(row)
        except RegistrationError as error:
            messages.error(request, str(error))
            return redirect(row)
        except BusyError as error:
            messages.error(request, str(error))
            status = 503
        else:
            return redirect(row)
    context = {"registration": row, "act": act, "occurrence": selectors.date_of(row.pool)}
    response = render(request, "registration/answer.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "3"
    return response
