"""The door: names to tap, tickets to scan, marks that come late from a telephone off line."""

import datetime as dt
import json
import math
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from events.registration import services
from events.registration.enums import Presence
from events.registration.errors import RegistrationError
from events.registration.models import Attendance, Attendee
from events.rosters.forms import WalkInForm
from events.rosters.selectors import roster
from events.rosters.tokens import self_check_in_path
from portal.notify.letters import site_url

from .base import DateView

MOST_MARKS = 500
MOST_SECONDS = 3 * 24 * 3600
STATES = {"came": Presence.CAME, "no_show": Presence.NO_SHOW, "": None}


class DoorView(DateView):
    """The page somebody at the door holds in one hand."""

    page_title = gettext_lazy("At the door")
    template_name = "rosters/door.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        everybody = roster(self.occurrence)
        context = {"roster": everybody, "walk_in": WalkInForm(initial={"back": "door"})}
        return self.render_to_response(self.get_context_data(**context))


class MarksView(DateView):
    """Marks sent and answered as JSON by the script, or one by one by the buttons of the page.

    A mark is told with its age in seconds and not with the telephone's clock, which may be wrong.
    """

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return JsonResponse(self._standing())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.content_type != "application/json":
            return self._one(request.POST.get("mark", ""))
        try:
            marks = [_read(each) for each in json.loads(request.body)["marks"][:MOST_MARKS]]
        except (ValueError, KeyError, TypeError, AttributeError):
            return JsonResponse({"error": "marks"}, status=400)
        refused = [pk for pk, state, age in marks if not self._mark(pk, state, age)]
        return JsonResponse({**self._standing(), "refused": refused})

    def _one(self, text: str) -> HttpResponse:
        number, _colon, state = text.partition(":")
        if number.isdecimal() and state in STATES:
            self._mark(int(number), STATES[state], 0)
        return redirect(f"{reverse('rosters:door', args=[self.occurrence.uid])}#h-{number}")

    def _mark(self, pk: int, state: Presence | None, age: float) -> bool:
        head = Attendee.objects.filter(pk=pk).first()
        if head is None:
            return False
        at = timezone.now() - dt.timedelta(seconds=age)
        try:
            services.mark(head, self.occurrence, state, by=self.request.user, at=at)
        except RegistrationError:
            return False
        return True

    def _standing(self) -> dict[str, Any]:
        """What has been said of whom, by whichever telephone."""
        rows = Attendance.objects.filter(occurrence=self.occurrence)
        return {
            "marks": {str(pk): state for pk, state in rows.values_list("attendee", "state")},
            "at": timezone.now().isoformat(),
        }


def _read(mark: dict[str, Any]) -> tuple[int, Presence | None, float]:
    age = float(mark.get("age", 0))
    if not math.isfinite(age):
        raise ValueError
    return int(mark["head"]), STATES[mark["state"]], min(max(age, 0), MOST_SECONDS)


class PosterView(DateView):
    """A sheet for the wall: who is registered ticks themselves."""

    template_name = "rosters/poster.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        url = site_url(self_check_in_path(self.occurrence))
        return self.render_to_response(self.get_context_data(url=url))
