"""Registering: one form for a family, and what became of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from events.permissions import may_see_staff_pages
from events.places.errors import BusyError
from events.registration import selectors, services
from events.registration.errors import AlreadyRegisteredError, RegistrationError
from events.registration.forms import RegistrationForm
from events.registration.models import Registration
from events.registration.selectors import Booking
from events.registration.wording import rules_in_words
from portal.accounts import services as accounts
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

RETRY_AFTER = "3"  # seconds


def register(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The form for one date or a course; nobody signs in only to learn that there is none."""
    if not request.user.is_authenticated and not selectors.is_open_to_visitors(uid):
        raise Http404
    response: HttpResponse = _register_reader(request, uid)
    return response


@for_reader()
def _register_reader(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Whoever is registered is led to their registration."""
    booking = _booking(reader, uid)
    form = RegistrationForm(
        request.POST if request.method == "POST" else None,
        booking=booking,
        family=list(reader.family.all()),
    )
    is_sent = request.method == "POST" and form.is_valid()
    if not is_sent and booking.existing:
        return redirect("registration:registration", booking.existing)
    status = 200
    if is_sent:
        try:
            return redirect("registration:registration", _register(booking, form).uid)
        except AlreadyRegisteredError as error:
            return redirect("registration:registration", error.uid)
        except RegistrationError as error:
            form.refuse(error)
        except BusyError as error:
            form.add_error(None, str(error))
            status = 503
    response = _page(request, booking, form, status)
    if status == 503:
        response["Retry-After"] = RETRY_AFTER
    return response


def _booking(reader: Reader, uid: UUID) -> Booking:
    booking = selectors.booking(reader, uid)
    if booking is None or not booking.terms.takes_registrations:
        raise Http404
    if booking.terms.staff_only and not may_see_staff_pages(reader.user):
        raise Http404
    return booking


def _register(booking: Booking, form: RegistrationForm) -> Registration:
    for text in form.agreed:
        accounts.give_consent(booking.reader, text=text)
        booking.consents.add(text.kind)
    return services.register(
        booking,
        members=form.chosen_members,
        adults=form.cleaned_data["adults"],
        answers=form.answers,
        priority_group=form.priority_group,
        key=form.cleaned_data["key"],
    )


def _page(
    request: HttpRequest, booking: Booking, form: RegistrationForm, status: int
) -> HttpResponse:
    row = selectors.date_of(booking.pool)
    selectors.with_availability([row])
    context = {
        "booking": booking,
        "form": form,
        "refusal": None if form.is_bound else services.refusal(booking),
        "occurrence": row,
        "card": selectors.card(row),
        "rules": rules_in_words(booking.terms),
    }
    return render(request, "registration/register.html", context, status=status)
