"""“I am here”, “I am going”: volunteers who scanned the poster of their shift."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from community.volunteers import services
from community.volunteers.enums import Mark
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp
from community.volunteers.services.hours import OPENS_BEFORE
from community.volunteers.tokens import is_time, is_token
from events.places.enums import Status
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader


@for_reader()
def here(request: HttpRequest, reader: Reader, uid: uuid.UUID, token: str) -> HttpResponse:
    row = get_object_or_404(Shift.objects.detailed(), uid=uid)
    if not is_token(row, token):
        raise Http404
    own = SignUp.objects.of_reader(reader).filter(pool=row, status=Status.CONFIRMED)
    signups = list(own.detailed())
    is_open = is_time(row)
    if request.method == "POST" and is_open:
        chosen = next((each for each in signups if str(each.uid) == request.POST.get("who")), None)
        if chosen:
            _mark(request, chosen)
        return redirect(request.path)
    context = {
        "shift": row,
        "signups": signups,
        "is_open": is_open,
        "opens_at": row.starts_at - OPENS_BEFORE,
    }
    return render(request, "volunteers/here.html", context)


def _mark(request: HttpRequest, signup: SignUp) -> None:
    service = services.check_out if signup.mark == Mark.CAME else services.check_in
    try:
        service(signup, by=request.user)
    except VolunteerError as error:
        messages.error(request, str(error))
