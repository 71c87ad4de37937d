"""What is wrong with a schedule, field by field, in words for the editor."""

import datetime as dt
import zoneinfo
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.enums import Kind, PlaceKind

from .terms import Problems, terms_problems

YEARS = range(2000, 2100)
MAX_DAYS = 366
SHORTEST = dt.timedelta(minutes=5)
DAY = dt.timedelta(days=1)
# Clocks change at night: a session at 02:30 does not exist on one night and twice on another.
NIGHT = dt.time(0, 30), dt.time(3, 30)

Check = Callable[[Any], Problems]
_further: list[Check] = []


def register_check(check: Check) -> None:
    """Let an app that stands on events have its say about a page that is to be published."""
    _further.append(check)


def problems_of(schedule: Any, *, tz: str, is_complete: bool = True) -> Problems:
    """The field names of *schedule* with what is wrong. A draft need not be complete."""
    problems = particulars_problems(schedule, is_complete)
    problems |= terms_problems(schedule, is_complete)
    if is_complete and hasattr(schedule, "translation_key"):  # nobody registers for a template
        for check in _further:
            problems |= check(schedule)
    if schedule.start_date is None:  # a template, or a draft without a date yet
        return _kind_problems(schedule, is_complete) | _length_problems(schedule) | problems
    if schedule.start_date.year not in YEARS:
        problems["start_date"] = _("Check the year.")
        return problems
    problems |= _time_problems(schedule, tz, is_complete)
    problems |= _length_problems(schedule)
    problems |= _end_problems(schedule)
    # What is wrong in itself is said before what does not go with the kind.
    return _kind_problems(schedule, is_complete) | problems


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


def particulars_problems(schedule: Any, is_complete: bool = True) -> Problems:
    problems: Problems = {}
    first, last = schedule.min_age, schedule.max_age
    if first is not None and last is not None and last < first:
        problems["max_age"] = _("This age lies below the first one.")
    is_elsewhere = schedule.place_kind == PlaceKind.ELSEWHERE
    if is_complete and is_elsewhere and not (schedule.space or schedule.address):
        problems["address"] = _("Say where it is: give the place or its address.")
    return problems


def _kind_problems(schedule: Any, is_complete: bool) -> Problems:
    """Where the schedule does not fit the kind of event."""
    kind, rule = schedule.kind, schedule.parsed_rule
    if rule and kind == Kind.SINGLE:
        return {"rule": _("A single event does not repeat. Choose another kind, or no rule.")}
    if kind == Kind.EXHIBITION:
        return _exhibition_problems(schedule)
    if kind == Kind.MULTI_DAY and not (schedule.all_day and schedule.duration >= 2 * DAY):
        name = "duration" if schedule.all_day else "all_day"
        return {name: _("For an event of several days tick “all day” and give two days or more.")}
    if kind == Kind.DROP_IN and schedule.all_day:
        return {"all_day": _("Drop-in hours have a beginning and an end.")}
    has_end = schedule.session_limit or schedule.ends_on
    if kind == Kind.COURSE and rule and is_complete and not has_end:
        return {"session_limit": _("A course has an end: say how many sessions, or the last date.")}
    return {}


def _exhibition_problems(schedule: Any) -> Problems:
    if schedule.parsed_rule:
        return {"rule": _("An exhibition has one period: its first day and how long it lasts.")}
    if not schedule.all_day:
        return {"all_day": _("An exhibition is on all day: tick this and give the days it lasts.")}
    return {}
