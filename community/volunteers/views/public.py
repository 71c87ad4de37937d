"""A task with its shifts, and signing up for one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.volunteers import services
from community.volunteers.availability import availability
from community.volunteers.browsing import with_shifts
from community.volunteers.errors import VolunteerError
from community.volunteers.forms import SignUpForm
from community.volunteers.models import Opportunity, Shift, SignUp, Volunteer, VolunteerPage
from events.places.enums import ACTIVE, Status
from events.places.errors import BusyError
from portal.accounts.models import Reader
from portal.accounts.views.gate import for_reader
from portal.notify.letters import site_url

POLICY = "public, max-age=60"
MAX_AGE = 5
MOST = 60


def _find(slug: str) -> Opportunity:
    return get_object_or_404(Opportunity.objects.published().detailed(), slug=slug)


def _shifts(task: Opportunity) -> list[Shift]:
    """All that are to come, with what is told of their places."""
    rows = Shift.objects.coming().filter(opportunity=task).select_related("occurrence__series")
    found = []
    for row in rows[:MOST]:
        row.opportunity = task
        row.availability = availability(row)
        found.append(row)
    return found


def programme_url() -> str:
    page = VolunteerPage.objects.live().first()
    return page.localized.url if page else "/"


@require_safe
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is to do, on what terms, and when."""
    row = _find(slug)
    others = Opportunity.objects.published().filter(library=row.library_id).exclude(pk=row.pk)
    context = {
        "task": row,
        "shifts": _shifts(row),
        "others": with_shifts(others.detailed()[:3], Shift.objects.coming()),
        "crumbs": [(_("Volunteering"), programme_url())],
        "address": site_url(request.path),
    }
    response = render(request, "volunteers/opportunity.html", context)
    response["Cache-Control"] = POLICY
    return response


@require_safe
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """The shifts of a task as they are now; the same for everybody, kept for five seconds."""
    row = _find(slug)
    context = {"shifts": _shifts(row)}
    response = render(request, "volunteers/components/shifts.html", context)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["X-Robots-Tag"] = "noindex"
    return response


@for_reader()
def shift(request: HttpRequest, reader: Reader, uid: uuid.UUID) -> HttpResponse:
    """Sign up, oneself or a young volunteer of the family."""
    row = get_object_or_404(Shift.objects.detailed(), uid=uid, opportunity__state="published")
    volunteers = list(Volunteer.objects.of_reader(reader))
    taken = {
        signup.volunteer_id: signup
        for signup in SignUp.objects.of_reader(reader).filter(pool=row, status__in=ACTIVE)
    }
    free = [person for person in volunteers if person.pk not in taken]
    refusals = [(person, services.refusal(row, person)) for person in free]
    able = [person for person, refusal in refusals if refusal is None]
    asks_parent = any(person.needs_parent_on(row.local_date) for person in able)
    form = SignUpForm(request.POST or None, volunteers=able, asks_parent=asks_parent)
    status = 200
    if request.method == "POST" and able and form.is_valid():
        answer, status = _sign_up(request, row, form)
        if answer:
            return answer
    context: dict[str, Any] = {
        "shift": row,
        "availability": availability(row),
        "form": form,
        "able": able,
        "refusals": [(person, refusal) for person, refusal in refusals if refusal],
        "taken": list(taken.values()),
        "has_volunteers": bool(volunteers),
    }
    response = render(request, "volunteers/shift.html", context, status=status)
    if status == 503:
        response["Retry-After"] = "3"
    return response


def _sign_up(request: HttpRequest, row: Shift, form: SignUpForm) -> tuple[HttpResponse | None, int]:
    data = form.cleaned_data
    person = Volunteer.objects.select_related("reader", "member").get(pk=data["volunteer"].pk)
    try:
        signup = services.sign_up(row, person, with_parent=data.get("with_parent", False))
    except VolunteerError as error:
        form.refuse(error)
        return None, 200
    except BusyError as error:
        form.add_error(None, str(error))
        return None, 503
    if signup.status == Status.CONFIRMED:
        messages.success(request, _("You have the shift. Thank you!"))
    return redirect(signup), 200
