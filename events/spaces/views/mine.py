"""A reader's own bookings. A booking of somebody else is not found."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.feeds.text import absolute
from events.schedule.ical import CalendarEvent, CalendarHead, vcalendar, vevent
from events.spaces import services
from events.spaces.errors import BookingError
from events.spaces.models import Booking
from events.spaces.notifications import facts
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader

PAST = 20


def _own(reader: Reader, uid: UUID) -> Booking:
    rows = Booking.objects.for_reader(reader).detailed().prefetch_related("copy_sets")
    return get_object_or_404(rows, uid=uid)


@for_reader("GET", "HEAD")
def bookings(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What is to come, and what has been."""
    rows = Booking.objects.for_reader(reader).detailed()
    now = timezone.now()
    context = {
        "coming": list(rows.filter(end__gt=now).order_by("start")),
        "past": list(rows.filter(end__lte=now).order_by("-start")[:PAST]),
    }
    return render(request, "spaces/bookings.html", context)


@for_reader("GET", "HEAD")
def booking(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    row = _own(reader, uid)
    return render(request, "spaces/booking.html", {"booking": row, "facts": facts(row)})


@for_reader()
def cancel(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    row = _own(reader, uid)
    if request.method == "POST":
        try:
            services.cancel(row)
        except BookingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Given back. Thank you for telling us."))
        return redirect(row)
    if not row.can_be_cancelled:
        return redirect(row)
    return render(request, "spaces/cancel.html", {"booking": row, "facts": facts(row)})


@for_reader("GET", "HEAD")
def booking_file(request: HttpRequest, reader: Reader, uid: UUID) -> HttpResponse:
    """The booking as a file for a calendar; a file taken over once follows later ones."""
    row = _own(reader, uid)
    url = absolute(row.get_absolute_url())
    library = row.space.library
    name = f"{row.space.label} {row.seat.label}" if row.seat else row.space.label
    event = CalendarEvent(
        uid=f"{row.uid}@{settings.PORTAL_ICAL_HOST}",
        sequence=row.sequence,
        modified=row.changed_at,
        start=row.start,
        end=row.end,
        summary=f"{name} · {library.short_label}",
        url=url,
        cancelled=not row.is_holding,
        location=f"{library.label} {row.space.label}, {library.address_label}",
        description=row.purpose,
    )
    head = CalendarHead(
        name=name,
        publisher=settings.WAGTAIL_SITE_NAME,
        language=(get_language() or "")[:2],
        url=url,
        source=absolute(request.path),
        tz=settings.TIME_ZONE,
        modified=row.changed_at,
    )
    return HttpResponse(
        vcalendar(head, [vevent(event)]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{row.local_date}.ics"'},
    )
