"""The coming dates of a schedule while it is being written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from events.enums import HolidayPolicy, Origin
from events.models import EventSeries
from events.schedule.slots import Slot, Timetable
from events.selectors.closures import closed_days

SHOWN = 8


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A date with or without a session; `reason` says why not, `warning` what to think of."""

    slot: Slot
    is_skipped: bool = False
    reason: str = ""
    warning: str = ""

    @property
    def is_extra(self) -> bool:
        return self.slot.origin == Origin.EXTRA


@dataclass(frozen=True, slots=True)
class Preview:
    lines: list[PreviewLine]
    count: int
    until: dt.date


def preview(series: EventSeries, timetable: Timetable, reasons: Mapping[dt.date, str]) -> Preview:
    """The next dates of *series*, unsaved as it may be, with the days that are left out.

    *reasons* are those of the days skipped by hand.
    """
    now = timezone.localtime()
    until = max(now.date(), series.start_date) + dt.timedelta(days=settings.PORTAL_HORIZON_DAYS)
    since = min(now.date(), series.start_date)
    closed, doubtful = _closures(series, since, until)
    # A number of sessions is counted from the first one, whether past or not.
    first = dt.datetime.combine(series.start_date, dt.time()) - dt.timedelta(seconds=1)
    local_now = now.replace(tzinfo=None)
    sessions = timetable.sessions(
        after=first if series.session_limit else local_now, until=until, closed=closed
    )
    coming = [slot for slot in sessions if slot.start > local_now]
    last = coming[-1].date if coming else until
    lines = [PreviewLine(slot, warning=doubtful.get(slot.date, "")) for slot in coming]
    left_out = dict(closed)
    left_out.update({date: reasons.get(date) or left_out.get(date, "") for date in timetable.skips})
    lines += [
        PreviewLine(slot, is_skipped=True, reason=left_out[slot.date])
        for slot in timetable.by_rule(last)
        if slot.start > local_now and slot.date in left_out
    ]
    lines.sort(key=lambda line: line.slot.start)
    return Preview(lines[:SHOWN], len(coming), last)


def _closures(
    series: EventSeries, since: dt.date, until: dt.date
) -> tuple[dict[dt.date, str], dict[dt.date, str]]:
    """The days the policy leaves out, and those it does not but the editor should know of."""
    chosen, all_days = (
        closed_days(policy, library_id=series.library_id, since=since, until=until)
        for policy in (series.holiday_policy, HolidayPolicy.SKIP_MAKEUP)
    )
    return chosen, {date: name for date, name in all_days.items() if date not in chosen}
