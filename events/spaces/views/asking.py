"""Booking a room and giving a booking another time. What was typed is never lost."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from events.filters.reading import read_date
from events.spaces import selectors, services
from events.spaces.errors import BookingError, TakenError
from events.spaces.forms import BookingForm, DayForm, TimesForm
from events.spaces.models import Booking, Space
from events.spaces.slots import read_key
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

from .rooms import find

DRAFT = "booking_draft"
MAX_DRAFT = 4000


def book(request: HttpRequest, library: str, slug: str) -> HttpResponse:
    """The form of a room. Who was signed out meanwhile finds it filled in after signing in."""
    if request.method == "POST" and not request.user.is_authenticated:
        request.session[DRAFT] = request.POST.urlencode()[:MAX_DRAFT]
        return redirect_to_login(request.path)
    return _book(request, library, slug)


@for_reader()
def _book(request: HttpRequest, reader: Reader, library: str, slug: str) -> HttpResponse:
    space = find(library, slug)
    if not space.is_open_to_readers:
        return redirect(space)
    data = _typed(request)
    calendar = _calendar(space, data)
    if request.method == "POST" and "show" not in request.POST:
        form = BookingForm(data, calendar=calendar)
        if form.is_valid():
            try:
                booking = services.request(space, reader=reader, wish=form.wish(), seen=calendar)
            except BookingError as error:
                return _again(request, form, error)
            _say_done(request, booking)
            return redirect(booking)
    else:
        form = BookingForm(initial=_initial(data), calendar=calendar)
    return _page(request, form)


@for_reader()
def move(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """Another time in the same room."""
    booking = get_object_or_404(Booking.objects.for_reader(reader).detailed(), uid=uid)
    if not booking.can_be_cancelled:
        return redirect(booking)
    data = _typed(request)
    calendar = _calendar(booking.space, data, booking)
    if request.method == "POST" and "show" not in request.POST:
        form = TimesForm(data, calendar=calendar)
        if form.is_valid():
            start, end = form.span
            seat = form.cleaned_data.get("seat")
            try:
                booking = services.move(booking, start=start, end=end, seat=seat)
            except BookingError as error:
                return _again(request, form, error, booking)
            messages.success(request, _("Your booking has another time now."))
            return redirect(booking)
    else:
        form = TimesForm(initial=_initial(data) or _times_of(booking), calendar=calendar)
    return _page(request, form, booking=booking)


def _typed(request: HttpRequest) -> QueryDict:
    """What was sent, what was kept while signing in, or what the link says."""
    if request.method == "POST":
        data = request.POST.copy()
        if instead := data.get("instead"):
            data["start"] = instead
        return data
    if draft := request.session.pop(DRAFT, ""):
        return QueryDict(draft)
    return request.GET


def _initial(data: QueryDict) -> dict[str, Any]:
    return {**data.dict(), **({"start": data["at"]} if "at" in data else {})}


def _times_of(booking: Booking) -> dict[str, Any]:
    minutes = int((booking.end - booking.start).total_seconds() // 60)
    return {"minutes": minutes, "seat": booking.seat_id}


def _calendar(space: Space, data: QueryDict, booking: Booking | None = None) -> selectors.Calendar:
    """The day in question: that of the time chosen, the one asked for, else the first with room."""
    today = timezone.localdate()
    last = today + dt.timedelta(days=space.rules.horizon_days)
    moment = read_key(data.get("at", "") or data.get("start", ""))
    day = read_date(data.get("day", ""))
    if moment and (day is None or "instead" in data):
        day = timezone.localdate(moment)
    day = day or (booking.local_date if booking else _first_free(space))
    day = max(today, min(day, last))
    return selectors.calendars([space], day, 1, without=booking)[0]


def _first_free(space: Space) -> dt.date:
    free = selectors.nearest_free(space, timezone.now(), count=1, days=14)
    return timezone.localdate(free[0].start) if free else timezone.localdate()


def _say_done(request: HttpRequest, booking: Booking) -> None:
    if booking.status == "requested":
        messages.success(request, _("We have your request and keep the time for you."))
    else:
        messages.success(request, _("It is booked for you. We have written to you as well."))


def _again(
    request: HttpRequest, form: TimesForm, error: BookingError, booking: Booking | None = None
) -> HttpResponse:
    form.add_problems(error)
    free = error.free if isinstance(error, TakenError) else []
    return _page(request, form, booking=booking, free=free)


def _page(request: HttpRequest, form: TimesForm, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "space": form.space,
        "day_form": DayForm(
            initial={"day": form.calendar.first}, last=form.calendar.last_date, auto_id="id_%s"
        ),
        "has_times": any(slot.is_free for slot in form.slots),
        "rules": selectors.rules_in_words(form.space),
        "day": form.calendar.first,
        **more,
    }
    return render(request, "spaces/book.html", context)
