"""The coming dates of a schedule while it is being written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from events.enums import Origin
from events.models import EventSeries, Occurrence
from events.schedule.slots import Slot, Timetable
from events.selectors.clashes import Clash, Keys, clashes_of
from events.selectors.closures import closed_days
from portal.core.selectors.holidays import years_without_holidays

SHOWN = 8
CHECKED = 60


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A date with or without a session; `reason` says why not, `clashes` what to think of."""

    slot: Slot
    is_skipped: bool = False
    reason: str = ""
    clashes: tuple[Clash, ...] = ()

    @property
    def is_extra(self) -> bool:
        return self.slot.origin == Origin.EXTRA


@dataclass(frozen=True, slots=True)
class Preview:
    lines: list[PreviewLine]
    count: int
    until: dt.date
    is_all: bool = False  # no session is past already, none beyond what is planned ahead
    unknown_years: tuple[int, ...] = ()  # whose holidays nobody has entered

    @property
    def first(self) -> list[PreviewLine]:
        return self.lines[:SHOWN]

    @property
    def rest(self) -> list[PreviewLine]:
        return self.lines[SHOWN:]

    @property
    def clashing(self) -> int:
        """How many of the dates looked at have something that speaks against them."""
        return sum(any(clash.kind != "makeup" for clash in line.clashes) for line in self.lines)


def preview(
    series: EventSeries,
    timetable: Timetable,
    reasons: Mapping[dt.date, str],
    *,
    besides: Keys = (),
) -> Preview:
    """The next dates of *series*, unsaved as it may be, with the days that are left out.

    *reasons* are those of the days skipped by hand; *besides* the keys of series whose dates do not
    clash with it: its own.
    """
    now = timezone.localtime()
    until = max(now.date(), series.start_date) + dt.timedelta(days=settings.PORTAL_HORIZON_DAYS)
    since = min(now.date(), series.start_date)
    closed = closed_days(
        series.holiday_policy, library_id=series.library_id, since=since, until=until
    )
    # A number of sessions is counted from the first one, whether past or not.
    first = dt.datetime.combine(series.start_date, dt.time()) - dt.timedelta(seconds=1)
    local_now = now.replace(tzinfo=None)
    sessions = timetable.sessions(
        after=first if series.session_limit else local_now, until=until, closed=closed
    )
    coming = [slot for slot in sessions if slot.start > local_now]
    last = coming[-1].date if coming else until
    checked = coming[:CHECKED]
    found = clashes_of([_occurrence(series, slot) for slot in checked], besides=besides)
    lines = [
        PreviewLine(slot, clashes=tuple(clashes))
        for slot, clashes in zip(checked, found, strict=True)
    ]
    shown_until = checked[-1].date if len(coming) > CHECKED else last
    left_out = dict(closed)
    left_out.update({date: reasons.get(date) or left_out.get(date, "") for date in timetable.skips})
    lines += [
        PreviewLine(slot, is_skipped=True, reason=left_out[slot.date])
        for slot in timetable.by_rule(shown_until)
        if slot.start > local_now and slot.date in left_out
    ]
    lines.sort(key=lambda line: line.slot.start)
    is_all = series.start_date >= now.date() and bool(series.ends_on and series.ends_on <= until)
    unknown = years_without_holidays(slot.date.year for slot in coming)
    return Preview(lines, len(coming), last, is_all, tuple(unknown))


def _occurrence(series: EventSeries, slot: Slot) -> Occurrence:
    row = Occurrence(series=series, library_id=series.library_id, space=series.space)
    row.presenter, row.presenter_en = series.presenter, series.presenter_en
    row.start, row.end = slot.span(series.duration, series.tz)
    row.set_local_dates(series.tz)
    return row
