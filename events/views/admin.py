"""Views of the Wagtail editor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_POST

from events.forms import ScheduleForm, days_sent
from events.models import EventSeries
from events.schedule.checks import problems_of
from events.schedule.slots import Timetable
from events.schedule.wording import describe_schedule
from events.selectors.preview import preview


@require_POST
def dates(request: HttpRequest) -> HttpResponse:
    """The next dates of the schedule in the form that is being filled in."""
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return render(request, "events/admin/dates.html", {"form": form})
    series = form.schedule()
    series.split_on = form.cleaned_data["since"]
    skipped = days_sent(request.POST, "skipped_days")
    extra = days_sent(request.POST, "extra_days")
    timetable = Timetable(
        since=series.split_on,
        start=series.start_date,
        time=series.start_time,
        all_day=series.all_day,
        rule=series.parsed_rule,
        ends_on=series.ends_on,
        session_limit=series.session_limit,
        skips=frozenset(day["date"] for day in skipped),
        extras=tuple((day["date"], day.get("start_time")) for day in extra),
    )
    reasons = {day["date"]: day.get("reason", "") for day in skipped}
    found = preview(series, timetable, reasons, besides=form.own_keys())
    context = {
        "words": _words(series, found.count if found.is_all else None),
        "problems": problems_of(series, tz=series.tz, is_complete=False).values(),
        "preview": found,
        "form": form,
    }
    return render(request, "events/admin/dates.html", context)


def _words(series: EventSeries, sessions: int | None) -> list[dict[str, Any]]:
    """The schedule in words of each language the public reads."""
    words = []
    for code, tag in (("zh-hans", "zh-Hans"), ("en", "en")):
        with override(code):
            words.append({"lang": tag, "text": describe_schedule(series, sessions=sessions)})
    return words
