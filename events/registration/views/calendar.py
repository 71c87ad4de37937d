"""A family's own calendar: the page that gives its address, and the calendar itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.registration import selectors, services
from events.registration.calendar import others_of, own_calendar
from events.registration.models import CalendarAddress
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.notify.letters import site_url

NOT_KEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@for_reader()
def calendar_address(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Make the address, make it anew or take it back. It is shown once: only we forget it."""
    url = ""
    if request.method == "POST":
        if request.POST.get("act") == "revoke":
            services.revoke_calendar(reader)
            return redirect("registration:calendar_address")
        token = services.renew_calendar(reader)
        url = site_url(reverse("registration:own_calendar", args=[token]))
    context = {
        "url": url,
        "webcal": url.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
        "address": CalendarAddress.objects.filter(reader=reader).first(),
    }
    return render(request, "registration/calendar_address.html", context)


@require_safe
def own_calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar for whoever knows *token*; any other answers the same nothing."""
    reader = selectors.reader_of_calendar(token)
    if reader is None:
        return HttpResponse("Not found\n", status=404, content_type="text/plain", headers=NOT_KEPT)
    body = own_calendar(
        selectors.for_calendar(reader),
        path=reverse("registration:calendar_address"),
        name=_("My family’s calendar"),
        others=others_of(reader),
    )
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=NOT_KEPT)
