"""A schedule in words: “每周六 10:00–11:00，至 12 月 26 日，法定节假日停，共 14 场”."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.enums import HolidayPolicy
from events.schedule.dates import day_label, joined, span_label
from events.schedule.recurrence import Rule

WORKDAYS = {(0, weekday) for weekday in range(5)}


def weekday_name(weekday: int) -> str:
    return (
        pgettext("rule", "Monday"),
        pgettext("rule", "Tuesday"),
        pgettext("rule", "Wednesday"),
        pgettext("rule", "Thursday"),
        pgettext("rule", "Friday"),
        pgettext("rule", "Saturday"),
        pgettext("rule", "Sunday"),
    )[weekday]


def nth_weekday(nth: int, weekday: int) -> str:
    pattern = {
        0: "%(day)s",
        1: pgettext("rule", "the first %(day)s"),
        2: pgettext("rule", "the second %(day)s"),
        3: pgettext("rule", "the third %(day)s"),
        4: pgettext("rule", "the fourth %(day)s"),
        5: pgettext("rule", "the fifth %(day)s"),
        -1: pgettext("rule", "the last %(day)s"),
    }[nth]
    return pattern % {"day": weekday_name(weekday)}


def month_day(day: int) -> str:
    if day == -1:
        return pgettext("rule", "the last day")
    pattern = {
        1: pgettext("rule", "the %(day)sst"),
        2: pgettext("rule", "the %(day)snd"),
        3: pgettext("rule", "the %(day)srd"),
    }.get(0 if day in (11, 12, 13) else day % 10, pgettext("rule", "the %(day)sth"))
    return pattern % {"day": day}


def describe(rule: Rule, start: dt.date) -> str:
    """The rule in words of the active language; *start* tells a yearly rule its day."""
    if rule.freq == "DAILY":
        return _daily(rule)
    if rule.freq == "WEEKLY":
        return _weekly(rule)
    if rule.freq == "MONTHLY":
        return _monthly(rule)
    return _yearly(rule, start)


# Chinese has no plural: where the words differ for 1, two messages are needed and ngettext will
# not do.


def _daily(rule: Rule) -> str:
    if rule.days and rule.interval == 1:
        return _weekly(rule)
    text = _("every day") if rule.interval == 1 else _("every %(n)s days") % {"n": rule.interval}
    if rule.days:
        return _("%(rule)s, if that is %(days)s") % {"rule": text, "days": _weekdays(rule)}
    return text


def _weekly(rule: Rule) -> str:
    if rule.interval == 1:
        if len(set(rule.days)) == 7:
            return _("every day")
        if set(rule.days) == WORKDAYS:
            return pgettext("rule", "every week from Monday to Friday")
        return pgettext("rule", "every %(days)s") % {"days": _weekdays(rule)}
    return _("every %(n)s weeks on %(days)s") % {"n": rule.interval, "days": _weekdays(rule)}


def _monthly(rule: Rule) -> str:
    days = _days_of_month(rule)
    if rule.position:
        days = _position(rule.position) % {"days": days}
    if rule.interval == 1:
        return _("every month on %(days)s") % {"days": days}
    return _("every %(n)s months on %(days)s") % {"n": rule.interval, "days": days}


def _yearly(rule: Rule, start: dt.date) -> str:
    months = joined([str(MONTHS[month]) for month in sorted(set(rule.months)) or [start.month]])
    days = _days_of_month(rule) if rule.days or rule.month_days else month_day(start.day)
    if rule.interval == 1:
        return _("every year in %(months)s on %(days)s") % {"months": months, "days": days}
    return _("every %(n)s years in %(months)s on %(days)s") % {
        "n": rule.interval,
        "months": months,
        "days": days,
    }


def _weekdays(rule: Rule) -> str:
    if set(rule.days) == WORKDAYS:
        return pgettext("rule", "Monday to Friday")
    return joined([weekday_name(weekday) for _nth, weekday in sorted(rule.days)])


def _days_of_month(rule: Rule) -> str:
    weekdays = joined([nth_weekday(nth, weekday) for nth, weekday in rule.days])
    days = joined([month_day(day) for day in rule.month_days])
    if weekdays and days:
        return _("%(days)s, if that is %(weekdays)s") % {"days": days, "weekdays": weekdays}
    return weekdays or days


def _position(position: int) -> str:
    if position == -1:
        return pgettext("rule", "the last of these days: %(days)s")
    if position < 0:
        return pgettext("rule", "number %(n)s from the end of these days: %%(days)s") % {
            "n": -position
        }
    return pgettext("rule", "number %(n)s of these days: %%(days)s") % {"n": position}


def describe_schedule(
    schedule: Any, *, has_several_dates: bool = False, sessions: int | None = None
) -> str:
    """When the sessions of a schedule take place, as one sentence without a full stop.

    *sessions* is how many there are, if somebody has counted.
    """
    rule = schedule.parsed_rule
    if rule:
        when = describe(rule, schedule.start_date)
    elif has_several_dates:  # chosen one by one
        when = _("on the dates below")
    elif schedule.all_day and schedule.duration.days > 1:  # an exhibition, a festival
        return _period(schedule)
    else:
        when = day_label(schedule.start_date, with_year=True)
    time = times_of(schedule)
    parts = [f"{when} {time}".strip()]
    if rule and schedule.ends_on:
        parts.append(_("until %(date)s") % {"date": day_label(schedule.ends_on, with_year=True)})
    if rule and (count := schedule.session_limit or sessions):
        parts.append(ngettext("%(n)s session", "%(n)s sessions", count) % {"n": count})
    if rule and schedule.holiday_policy != HolidayPolicy.KEEP:
        parts.append(_("not on public holidays"))
    return pgettext("between parts of a sentence", ", ").join(parts)


def describe_parts(parts: Sequence[Any], *, has_several_dates: bool = False) -> str:
    """The schedule of a series that was split: what holds now, and what from which date on."""
    sentences: list[str] = []
    for part in parts:
        words = describe_schedule(part, has_several_dates=has_several_dates)
        if sentences and part.split_on:
            day = day_label(part.split_on, with_year=True)
            words = _("from %(date)s on %(schedule)s") % {"date": day, "schedule": words}
        sentences.append(words)
    return pgettext("between two schedules", "; ").join(sentences)


def _period(schedule: Any) -> str:
    first = schedule.start_date
    last = first + schedule.duration - dt.timedelta(days=1)
    return _("%(first)s to %(last)s") % {
        "first": day_label(first, with_year=True),
        "last": day_label(last, with_year=last.year != first.year),
    }


def length_label(length: dt.timedelta) -> str:
    """“1 hour 30 minutes”; whole days as days."""
    minutes = length.seconds // 60
    parts = [
        ngettext("%(n)s day", "%(n)s days", length.days) % {"n": length.days},
        ngettext("%(n)s hour", "%(n)s hours", minutes // 60) % {"n": minutes // 60},
        ngettext("%(n)s minute", "%(n)s minutes", minutes % 60) % {"n": minutes % 60},
    ]
    numbers = (length.days, minutes // 60, minutes % 60)
    return " ".join(part for part, number in zip(parts, numbers, strict=True) if number)


def times_of(schedule: Any) -> str:
    """“10:00–11:00”, or that it lasts all day, or how many days."""
    if schedule.all_day:
        days = max(schedule.duration.days, 1)
        if days == 1:
            return _("all day")
        return ngettext("for %(n)s day", "for %(n)s days", days) % {"n": days}
    if schedule.start_time is None:
        return ""
    start = dt.datetime.combine(schedule.start_date, schedule.start_time)
    return span_label(start, start + schedule.duration)
