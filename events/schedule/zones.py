"""Time zones as VTIMEZONE that every calendar reads: a yearly rule for each change of the clocks.

icalendar's own `Timezone.from_tzid` lists the changes as RDATE, the first in the time after the
change: ical.js is then an hour off for a whole summer and Outlook ignores the zone.
"""

import calendar
import datetime as dt
import zoneinfo
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from events.schedule.recurrence import WEEKDAYS

YEARS = 6  # for so long the clocks must have changed by one rule
MINUTE = dt.timedelta(minutes=1)


class ZoneError(ValueError):
    """The changes of a zone follow no yearly rule."""


@dataclass(frozen=True, slots=True)
class Change:
    """Clocks go over from one offset to another. *onset* is the wall clock before the change."""

    onset: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str


@lru_cache(maxsize=64)
def vtimezone(tz: str, year: int) -> tuple[str, ...]:
    """The lines of a VTIMEZONE for what takes place from *year* on."""
    zone = zoneinfo.ZoneInfo(tz)
    years = [_changes(zone, year - 1 + n) for n in range(YEARS)]
    if len({len(changes) for changes in years}) > 1:
        raise ZoneError(f"{tz} changes its clocks irregularly")
    observances = [_observance(same) for same in zip(*years, strict=True)] or [
        _unchanging(zone, year)
    ]
    lines = [line for observance in observances for line in observance]
    return ("BEGIN:VTIMEZONE", f"TZID:{tz}", f"X-LIC-LOCATION:{tz}", *lines, "END:VTIMEZONE")


def is_clear(wall_clock: dt.datetime, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether *wall_clock* is shown once by the clocks of *zone*, not twice and not never."""
    first = wall_clock.replace(tzinfo=zone, fold=0).utcoffset()
    return first == wall_clock.replace(tzinfo=zone, fold=1).utcoffset()


def _changes(zone: zoneinfo.ZoneInfo, year: int) -> list[Change]:
    first = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    days = [first + dt.timedelta(days=n) for n in range(367)]
    return [
        _change(zone, *span)
        for span in pairwise(days)
        if _offset(zone, span[0]) != _offset(zone, span[1]) and span[0].year == year
    ]


def _change(zone: zoneinfo.ZoneInfo, low: dt.datetime, high: dt.datetime) -> Change:
    before, after = _offset(zone, low), _offset(zone, high)
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    name = high.astimezone(zone).tzname() or ""
    return Change((high + before).replace(tzinfo=None), before, after, name)


def _offset(zone: zoneinfo.ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _observance(changes: tuple[Change, ...]) -> list[str]:
    """STANDARD or DAYLIGHT from the same change in consecutive years."""
    first = changes[0]
    onsets = [change.onset for change in changes]
    is_alike = {(c.before, c.after, c.name, c.onset.month, c.onset.time()) for c in changes}
    if len(is_alike) > 1:
        raise ZoneError("one change of the clocks is not like the other")
    return _block(
        "DAYLIGHT" if first.after > first.before else "STANDARD",
        first,
        f"RRULE:FREQ=YEARLY;BYMONTH={first.onset.month};BYDAY={_weekday_in_month(onsets)}",
    )


def _unchanging(zone: zoneinfo.ZoneInfo, year: int) -> list[str]:
    now = dt.datetime(year, 1, 1, tzinfo=zone)
    offset = now.utcoffset() or dt.timedelta()
    return _block(
        "STANDARD",
        Change(dt.datetime(1970, 1, 1), offset, offset, now.tzname() or ""),  # noqa: DTZ001
    )


def _block(kind: str, change: Change, *rule: str) -> list[str]:
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{change.onset:%Y%m%dT%H%M%S}",
        *rule,
        f"TZOFFSETFROM:{_signed(change.before)}",
        f"TZOFFSETTO:{_signed(change.after)}",
        f"TZNAME:{change.name}",
        f"END:{kind}",
    ]


def _weekday_in_month(onsets: list[dt.datetime]) -> str:
    """“-1SU” or “2SU”: the weekday all *onsets* fall on."""
    weekdays = {onset.weekday() for onset in onsets}
    positions = {(onset.day - 1) // 7 + 1 for onset in onsets}
    is_last = all(o.day + 7 > calendar.monthrange(o.year, o.month)[1] for o in onsets)
    if len(weekdays) > 1 or not (is_last or len(positions) == 1):
        raise ZoneError("the clocks do not change on the same weekday of the month each year")
    return f"{-1 if is_last else positions.pop()}{WEEKDAYS[weekdays.pop()]}"


def _signed(offset: dt.timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
