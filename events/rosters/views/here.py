"""“I am here”: readers who scanned the poster tick themselves and their children."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from events.models import Occurrence
from events.places.enums import Status
from events.registration import services
from events.registration.enums import Presence
from events.registration.models import Registration
from events.rosters.selectors import heads_of
from events.rosters.tokens import OPENS_BEFORE, is_time, is_token
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader()
def here(request: HttpRequest, reader: Reader, uid: uuid.UUID, token: str) -> HttpResponse:
    row = get_object_or_404(Occurrence.objects.select_related("series", "library"), uid=uid)
    if not is_token(row, token):
        raise Http404
    own = Registration.objects.of_occurrence(row).of_reader(reader)
    registration = own.filter(status=Status.CONFIRMED).first()
    heads = heads_of(registration, row) if registration else []
    is_open = is_time(row)
    if request.method == "POST" and is_open and registration:
        chosen = request.POST.getlist("head")
        for head in heads:
            if str(head.attendee.pk) in chosen and not head.has_come:
                services.mark(head.attendee, row, Presence.CAME, by=request.user)
        return redirect(request.path)
    context = {
        "occurrence": row,
        "heads": heads,
        "registration": registration,
        "is_open": is_open,
        "opens_at": row.start - OPENS_BEFORE,
        "have_all_come": bool(heads) and all(head.has_come for head in heads),
    }
    return render(request, "rosters/here.html", context)
