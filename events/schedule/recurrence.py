"""The recurrence rules a schedule may have: the part of RFC 5545 that every calendar reads alike.

A rule says on which *dates* something recurs. Its start, end and number of dates are fields beside
it, so a rule has neither DTSTART nor UNTIL nor COUNT. Expansion runs between two dates and so it
always ends; the general libraries loop for ever on rules such as INTERVAL=0.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
ALLOWED = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYMONTH"},
}
MAX_LENGTH = 200
_DAY = re.compile(r"(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_PROBE = dt.date(2024, 1, 1), dt.date(2032, 12, 31)  # two leap years: 29 February is a date


class RuleError(ValueError):
    """A rule the portal does not take; the message is fit to show."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Rule:
    """A parsed rule. Days are pairs of position in the month (0: each) and weekday (0: Monday)."""

    freq: str
    interval: int = 1
    days: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int = 0
    week_start: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one RRULE line; raise RuleError at anything that is not on the list."""
        parts = _split(text)
        freq = parts.get("FREQ", "")
        if freq not in FREQUENCIES:
            raise RuleError(_("Choose how often it repeats: daily, weekly, monthly or yearly."))
        if alien := set(parts) - ALLOWED[freq] - {"FREQ", "INTERVAL", "WKST"}:
            raise RuleError(
                _("This part of the rule is not supported here: %s.") % ", ".join(sorted(alien))
            )
        rule = cls(
            freq=freq,
            interval=_number(parts.get("INTERVAL", "1"), 1, 52, _("The interval")),
            days=tuple(_day(text) for text in _list(parts, "BYDAY")),
            month_days=tuple(
                _number(text, 1, 31, _("The day of the month"), or_last=True)
                for text in _list(parts, "BYMONTHDAY")
            ),
            months=tuple(_number(text, 1, 12, _("The month")) for text in _list(parts, "BYMONTH")),
            position=_position(parts.get("BYSETPOS", "")),
            week_start=_weekday(parts["WKST"]) if "WKST" in parts else None,
        )
        rule._check()
        return rule

    def _check(self) -> None:
        if self.freq == "WEEKLY" and not self.days:
            raise RuleError(_("Choose at least one day of the week."))
        if self.freq == "MONTHLY" and not self.days and not self.month_days:
            raise RuleError(_("Choose the day of the month."))
        if self.freq == "YEARLY" and (self.days or self.month_days) and not self.months:
            raise RuleError(_("Choose the month of the year."))
        if self.freq in ("DAILY", "WEEKLY") and any(nth for nth, _weekday in self.days):
            raise RuleError(_("“First”, “last” and so on go with a monthly or yearly rule only."))
        if len({nth == 0 for nth, _weekday in self.days}) > 1:
            raise RuleError(_("Choose either every such weekday or the first, second and so on."))
        if next(self.dates(*_PROBE), None) is None:
            raise RuleError(_("This rule gives no date at all."))

    def __str__(self) -> str:
        """The canonical line."""
        values = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(f"{nth or ''}{WEEKDAYS[weekday]}" for nth, weekday in self.days),
            "BYSETPOS": str(self.position or ""),
            "WKST": "" if self.week_start is None else WEEKDAYS[self.week_start],
        }
        return "RRULE:" + ";".join(f"{part}={values[part]}" for part in PARTS if values[part])

    def dates(self, start: dt.date, until: dt.date) -> Iterator[dt.date]:
        """The dates from *start* to *until*, both included. *start* also sets the phase."""
        expand = {
            "DAILY": self._daily,
            "WEEKLY": self._weekly,
            "MONTHLY": self._monthly,
            "YEARLY": self._yearly,
        }[self.freq]
        for date in expand(start, until):
            if date > until:
                return
            if date >= start:
                yield date

    def _daily(self, start: dt.date, until: dt.date) -> Iterator[dt.date]:
        weekdays = {weekday for _nth, weekday in self.days} or set(range(7))
        for ordinal in range(start.toordinal(), until.toordinal() + 1, self.interval):
            date = dt.date.fromordinal(ordinal)
            if date.weekday() in weekdays:
                yield date

    def _weekly(self, start: dt.date, until: dt.date) -> Iterator[dt.date]:
        first = self.week_start or 0
        offsets = sorted({(weekday - first) % 7 for _nth, weekday in self.days})
        week = start.toordinal() - (start.weekday() - first) % 7
        for monday in range(week, until.toordinal() + 1, 7 * self.interval):
            for offset in offsets:
                if monday + offset <= dt.date.max.toordinal():
                    yield dt.date.fromordinal(max(monday + offset, 1))

    def _monthly(self, start: dt.date, until: dt.date) -> Iterator[dt.date]:
        first, last = start.year * 12 + start.month - 1, until.year * 12 + until.month - 1
        for index in range(first, last + 1, self.interval):
            dates = self._in_month(index // 12, index % 12 + 1)
            if not self.position:
                yield from dates
            elif abs(self.position) <= len(dates):
                yield dates[self.position - (self.position > 0)]

    def _yearly(self, start: dt.date, until: dt.date) -> Iterator[dt.date]:
        for year in range(start.year, until.year + 1, self.interval):
            for month in sorted(set(self.months)) or [start.month]:
                if self.days or self.month_days:
                    yield from self._in_month(year, month)
                elif start.day <= calendar.monthrange(year, month)[1]:
                    yield dt.date(year, month, start.day)

    def _in_month(self, year: int, month: int) -> list[dt.date]:
        """The days of a month that the weekdays and the days of the month both allow."""
        length = calendar.monthrange(year, month)[1]
        days = {day if day > 0 else length for day in self.month_days} or set(range(1, length + 1))
        first_weekday = dt.date(year, month, 1).weekday()
        if self.days:
            days &= {
                day
                for day in range(1, length + 1)
                for nth, weekday in self.days
                if (first_weekday + day - 1) % 7 == weekday
                and nth in (0, (day - 1) // 7 + 1, -((length - day) // 7 + 1))
            }
        return [dt.date(year, month, day) for day in sorted(days) if day <= length]


def _split(text: str) -> dict[str, str]:
    lines = [line for line in text.strip().upper().splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) > MAX_LENGTH:
        raise RuleError(_("A schedule has one rule, on one line."))
    pairs = [pair.partition("=") for pair in lines[0].removeprefix("RRULE:").split(";") if pair]
    if any(not equals for _name, equals, _value in pairs):
        raise RuleError(_("This is not a recurrence rule."))
    names = [name for name, _equals, _value in pairs]
    if {"COUNT", "UNTIL"} & set(names):
        raise RuleError(
            _("The last date and the number of sessions have fields of their own below the rule.")
        )
    if len(names) != len(set(names)):
        raise RuleError(_("A part of the rule is given twice."))
    return {name: value for name, _equals, value in pairs}


def _list(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if parts.get(name) else []


def _number(text: str, low: int, high: int, what: Promise, *, or_last: bool = False) -> int:
    if or_last and text == "-1":
        return -1
    if not re.fullmatch(r"[0-9]{1,2}", text) or not low <= int(text) <= high:
        raise RuleError(
            _("%(what)s must be a number from %(low)s to %(high)s.")
            % {"what": what, "low": low, "high": high}
        )
    return int(text)


def _day(text: str) -> tuple[int, int]:
    match = _DAY.fullmatch(text)
    if not match:
        raise RuleError(_("Not a day of the week: %s.") % text[:10])
    return int(match[1] or 0), WEEKDAYS.index(match[2])


def _weekday(text: str) -> int:
    nth, weekday = _day(text)
    if nth:
        raise RuleError(_("Not a day of the week: %s.") % text[:10])
    return weekday


def _position(text: str) -> int:
    if not text:
        return 0
    return _number(text.removeprefix("-"), 1, 31, _("The position")) * (-1 if text[0] == "-" else 1)
