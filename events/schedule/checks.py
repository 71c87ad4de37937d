"""What is wrong with a schedule, field by field, in words for the editor."""

import datetime as dt
import zoneinfo
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

YEARS = range(2000, 2100)
MAX_DAYS = 366
SHORTEST = dt.timedelta(minutes=5)
DAY = dt.timedelta(days=1)
# Clocks change at night: a session at 02:30 does not exist on one night and twice on another.
NIGHT = dt.time(0, 30), dt.time(3, 30)

Problems = dict[str, str | Promise]


def problems_of(schedule: Any, *, tz: str, is_complete: bool = True) -> Problems:
    """The field names of *schedule* with what is wrong. A draft need not be complete."""
    problems: Problems = {}
    if schedule.start_date is None:
        return problems
    if schedule.start_date.year not in YEARS:
        problems["start_date"] = _("Check the year.")
        return problems
    problems |= _time_problems(schedule, tz, is_complete)
    problems |= _length_problems(schedule)
    problems |= _end_problems(schedule)
    return problems


def _time_problems(schedule: Any, tz: str, is_complete: bool) -> Problems:
    if schedule.all_day:
        return {}
    if schedule.start_time is None:
        if is_complete:
            return {"start_time": _("Give the time at which it starts, or tick “all day”.")}
        return {}
    first, last = NIGHT
    if first <= schedule.start_time < last and _changes_clocks(tz, schedule.start_date.year):
        return {
            "start_time": _(
                "Clocks change at this hour on some nights. Choose a time outside 00:30 to 03:30."
            )
        }
    return {}


def _changes_clocks(tz: str, year: int) -> bool:
    zone = zoneinfo.ZoneInfo(tz)
    offsets = {dt.datetime(year, month, 1, tzinfo=zone).utcoffset() for month in range(1, 13)}
    return len(offsets) > 1


def _length_problems(schedule: Any) -> Problems:
    length = schedule.duration
    if length is None:
        return {}
    if length > dt.timedelta(days=MAX_DAYS):
        return {"duration": _("This is longer than a year.")}
    if schedule.all_day:
        if length < DAY or length % DAY:
            return {"duration": _("Give whole days.")}
    elif length < SHORTEST:
        return {"duration": _("Give at least five minutes.")}
    elif length >= DAY:
        return {"duration": _("For more than a day tick “all day”.")}
    return {}


def _end_problems(schedule: Any) -> Problems:
    rule = schedule.parsed_rule
    if rule is None:
        once = _("Without a rule there is one session only. For several days make it last longer.")
        return {name: once for name in ("ends_on", "session_limit") if getattr(schedule, name)}
    if schedule.ends_on is None:
        until = schedule.start_date + dt.timedelta(days=4 * 366)
        if next(rule.dates(schedule.start_date, until), None) is None:
            return {"rule": _("This rule gives no date in the next four years.")}
        return {}
    if schedule.ends_on < schedule.start_date:
        return {"ends_on": _("The last date lies before the first.")}
    if schedule.ends_on.year not in YEARS:
        return {"ends_on": _("Check the year.")}
    if next(rule.dates(schedule.start_date, schedule.ends_on), None) is None:
        return {"rule": _("No date of this rule lies between the first and the last date.")}
    return {}
