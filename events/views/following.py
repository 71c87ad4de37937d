"""“This and following” in the admin: a series goes on from a date with another schedule."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from events import services
from events.enums import State
from events.errors import EventError
from events.forms import FollowingForm
from events.models import EventSeries, EventSeriesPage, Occurrence
from events.schedule.dates import day_label
from events.schedule.slots import rid_date
from events.selectors.clashes import clashes_of
from events.selectors.dates import next_by_rule
from events.selectors.preview import CHECKED
from events.selectors.reach import reach_from
from events.selectors.series import current_series, source_page

SAME = [name for name in FollowingForm.base_fields if not name.startswith(("note", "session"))]
SHOWN_CLASHES = 5


def following(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for what changes from one date on."""
    row = _own_row(request, pk)
    page = publishable_page(row, request.user)
    if page is None:
        raise Http404
    date = rid_date(row.rid)
    form = FollowingForm(
        request.POST or None, initial=_initial(row.series, date), user=request.user
    )
    problem = standing_in_the_way(page, request.user)
    if problem:
        messages.warning(request, problem)
    elif form.is_valid() and (response := _split(request, row, date, form)):
        return response
    context = {
        "occurrence": row,
        "form": form,
        "sent": _sent(row.series, page, date).items(),
        "reach": reach_from(row.series, date),
        "page_edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "problem": problem,
        "can_follow": True,
        "scope": "following",
    }
    return render(request, "events/admin/following.html", context)


def _own_row(request: HttpRequest, pk: int) -> Occurrence:
    row = get_object_or_404(Occurrence.objects.select_related("series", "library"), pk=pk)
    policy = policy_registry.get_by_type(Occurrence)
    if not policy.user_has_permission_for_instance(request.user, "change", row):
        raise Http404
    return row


def publishable_page(row: Occurrence, user: Any) -> EventSeriesPage | None:
    """The page of the series, if *user* may publish it: the schedule is the page's."""
    page = source_page(row.series)
    if page is None or not page.live or not page.permissions_for_user(user).can_publish():
        return None
    return page


def standing_in_the_way(page: EventSeriesPage, user: Any) -> str:
    lock = page.get_lock()
    if lock and lock.for_user(user):
        return str(lock.get_message(user) or _("The page is locked."))
    if page.workflow_in_progress:
        return _("The page is being reviewed. Finish the review first.")
    return ""


def _sent(series: EventSeries, page: EventSeriesPage, date: dt.date) -> dict[str, str]:
    """What the preview of the dates has to know besides the fields of the form."""
    sent = {
        "start_date": next_by_rule(series, date).isoformat(),
        "since": date.isoformat(),
        "holiday_policy": series.holiday_policy,
        "slug": page.slug,
        "part": str(series.pk),
    }
    return {**sent, "all_day": "on"} if series.all_day else sent


def _initial(series: EventSeries, date: dt.date) -> dict[str, Any]:
    initial = {name: getattr(series, name) for name in SAME}
    if series.session_limit:
        initial["session_limit"] = services.sessions_left(series, date)
    return initial


def _split(
    request: HttpRequest, row: Occurrence, date: dt.date, form: FollowingForm
) -> HttpResponse | None:
    changes = form.changes()
    if not set(changes) - {"note", "note_en"}:
        form.add_error(None, _("Nothing is different yet."))
        return None
    if request.POST.get("part") != str(row.series_id):
        form.add_error(None, _("Somebody else has just changed this series. Look at it again."))
        return None
    try:
        part = services.split(row.series, date, user=request.user, **changes)
    except EventError as error:
        form.add_error(None, str(error))
        return None
    _say(request, part)
    return HttpResponseRedirect(reverse("occurrence:index"))


def _say(request: HttpRequest, part: EventSeries) -> None:
    reach = reach_from(part, part.split_on or part.start_date)
    text = ngettext(
        "“%(title)s”: %(n)s session from %(date)s on is changed.",
        "“%(title)s”: %(n)s sessions from %(date)s on are changed.",
        reach.dates,
    )
    day = day_label(part.split_on or part.start_date, with_year=True)
    messages.success(request, text % {"title": part.title, "n": reach.dates, "date": day})
    if reach.people:
        messages.success(request, told(reach.people))
    warn_of_clashes(request, _coming(part))


def told(people: int) -> str:
    return ngettext(
        "%(n)s person who holds a place will be told.",
        "%(n)s people who hold a place will be told.",
        people,
    ) % {"n": people}


def coming_dates(page: EventSeriesPage) -> list[Occurrence]:
    """The next dates of the schedule *page* has published."""
    series = current_series(page.translation_key).first()
    return _coming(series) if series else []


def _coming(series: EventSeries) -> list[Occurrence]:
    rows = series.occurrences.filter(state=State.SCHEDULED).upcoming()
    return list(rows.select_related("series", "library").order_by("start", "pk")[:CHECKED])


def warn_of_clashes(request: HttpRequest, rows: list[Occurrence]) -> None:
    """Say what speaks against coming dates of one series; they are published all the same."""
    keys = {row.series.translation_key for row in rows}
    found = clashes_of(rows, besides=keys)
    lines = [
        f"{day_label(row.local_date)}: {clash.text}"
        for row, clashes in zip(rows, found, strict=True)
        for clash in clashes
        if clash.kind != "makeup"
    ]
    for line in lines[:SHOWN_CLASHES]:
        messages.warning(request, line)
    more = len(lines) - SHOWN_CLASHES
    if more > 0:
        text = ngettext("And %(n)s more clash.", "And %(n)s more clashes.", more)
        messages.warning(request, text % {"n": more})
