"""When a library is open, worked out from plain data: no queries, right at every minute.

Times are wall-clock times of the site's zone. What holds on a day, strongest first: the library's
own exceptional hours or closure, the days on which it follows the holiday calendar, its weekly
hours. Midnight as closing time is the end of the day, so 0:00 to 0:00 is a whole day, and openings
that touch are one opening, across midnight too.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

HORIZON_DAYS = 60
MIDNIGHT = dt.time(0)


class WeeklyRow(Protocol):
    weekday: int
    opens: dt.time
    closes: dt.time


class ExceptionRow(Protocol):
    date: dt.date
    opens: dt.time | None
    closes: dt.time | None

    @property
    def reason_label(self) -> str: ...


def clock(time: dt.time | dt.datetime) -> str:
    return f"{time.hour}:{time.minute:02}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One opening on one day."""

    opens: dt.time
    closes: dt.time

    def __str__(self) -> str:
        return f"{clock(self.opens)}–{'24:00' if self.closes == MIDNIGHT else clock(self.closes)}"

    def on(self, date: dt.date, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
        """Start and end as moments (in UTC, where comparing is safe)."""
        last = date + dt.timedelta(days=1) if self.closes == MIDNIGHT else date
        start = dt.datetime.combine(date, self.opens, zone)
        end = dt.datetime.combine(last, self.closes, zone)
        return start.astimezone(dt.UTC), end.astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The openings of one day; a reason when the day differs from the weekly hours."""

    spans: tuple[Span, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        return pgettext("between words of a list", ", ").join(map(str, self.spans)) or _("Closed")


@dataclass(frozen=True, slots=True)
class OpenStatus:
    """Open or not at `moment`; both times are local and None when the horizon holds no change.

    `reason` says why today is not like any other such weekday; `is_all_day` that it has no opening.
    """

    moment: dt.datetime
    is_open: bool
    until: dt.datetime | None = None
    opens_next: dt.datetime | None = None
    reason: str = ""
    is_all_day: bool = False

    @property
    def label(self) -> str:
        """What stands first: open until when, or closed and why."""
        if self.is_open:
            return self._open_label()
        if not self.reason:
            return _("Closed now")
        if self.is_all_day:
            return _("Closed today: %(reason)s") % {"reason": self.reason}
        return _("Closed now: %(reason)s") % {"reason": self.reason}

    def _open_label(self) -> str:
        if self.until is None:
            return _("Open around the clock")
        days = (self.until.date() - self.moment.date()).days
        if days == 0:
            return _("Open now until %(time)s") % {"time": clock(self.until)}
        if days == 1 and self.until.time() == MIDNIGHT:
            return _("Open now until %(time)s") % {"time": "24:00"}
        return _("Open now until %(day)s %(time)s") % {
            "day": self._day(self.until.date()),
            "time": clock(self.until),
        }

    @property
    def next_label(self) -> str:
        """When it opens again; nothing while it is open."""
        if self.is_open:
            return ""
        if self.opens_next is None:
            return _("Closed until further notice")
        return _("Opens %(day)s at %(time)s") % {
            "day": self._day(self.opens_next.date()),
            "time": clock(self.opens_next),
        }

    def _day(self, date: dt.date) -> str:
        days = (date - self.moment.date()).days
        if days == 0:
            return _("today")
        if days == 1:
            return _("tomorrow")
        if days < 7:
            return str(WEEKDAYS[date.weekday()])
        return date_format(date, pgettext("date format: day and month", "j F"))

    def __str__(self) -> str:
        return _("; ").join(filter(None, (self.label, self.next_label)))


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that decides about one library, in plain data that may be kept in a cache."""

    weekly: tuple[tuple[Span, ...], ...] = ((),) * 7
    exceptions: Mapping[dt.date, DayPlan] = field(default_factory=dict)
    closed: Mapping[dt.date, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        hours: Iterable[WeeklyRow],
        exceptions: Iterable[ExceptionRow] = (),
        closure_days: Mapping[dt.date, str] | None = None,
    ) -> "Timetable":
        """*closure_days* are the days of the holiday calendar that close this library, and why."""
        weekly: list[list[Span]] = [[] for _day in range(7)]
        for row in hours:
            weekly[row.weekday].append(Span(row.opens, row.closes))
        return cls(
            tuple(tuple(sorted(spans)) for spans in weekly),
            _plans(exceptions),
            dict(closure_days or {}),
        )

    def on(self, date: dt.date) -> DayPlan:
        if plan := self.exceptions.get(date):
            return plan
        if date in self.closed:
            return DayPlan((), self.closed[date])
        return DayPlan(self.weekly[date.weekday()])

    def week(self, first: dt.date) -> list[tuple[dt.date, DayPlan]]:
        """The seven days from *first* on."""
        days = (first + dt.timedelta(days=n) for n in range(7))
        return [(day, self.on(day)) for day in days]

    def status_at(
        self, moment: dt.datetime, *, zone: dt.tzinfo | None = None, days: int = HORIZON_DAYS
    ) -> OpenStatus:
        zone = zone or timezone.get_default_timezone()
        local = moment.astimezone(zone)
        horizon = dt.datetime.combine(local.date() + dt.timedelta(days=days), MIDNIGHT, zone)
        today = self.on(local.date())
        status = partial(OpenStatus, local, reason=today.reason, is_all_day=not today.spans)
        for start, end in self.openings(local.date(), days, zone):
            if end <= moment:
                continue
            if start > moment:
                return status(False, opens_next=start.astimezone(zone))
            until = end.astimezone(zone) if end < horizon else None
            return status(True, until)
        return status(False)

    def openings(
        self, first: dt.date, days: int, zone: dt.tzinfo
    ) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The openings from *first* on in order, those that touch or overlap joined."""
        current: tuple[dt.datetime, dt.datetime] | None = None
        for n in range(days):
            date = first + dt.timedelta(days=n)
            for start, end in (span.on(date, zone) for span in self.on(date).spans):
                if current and start <= current[1]:
                    current = (current[0], max(current[1], end))
                    continue
                if current:
                    yield current
                current = (start, end)
        if current:
            yield current


def _plans(rows: Iterable[ExceptionRow]) -> dict[dt.date, DayPlan]:
    """One plan per exceptional day; a row without times closes the whole day."""
    by_date: dict[dt.date, list[ExceptionRow]] = {}
    for row in rows:
        by_date.setdefault(row.date, []).append(row)
    plans = {}
    for date, day in by_date.items():
        closing = [row for row in day if row.opens is None or row.closes is None]
        spans = sorted(
            Span(row.opens, row.closes)
            for row in day
            if row.opens is not None and row.closes is not None
        )
        plans[date] = DayPlan(() if closing else tuple(spans), (closing or day)[0].reason_label)
    return plans


def status_at(
    hours: Iterable[WeeklyRow],
    exceptions: Iterable[ExceptionRow],
    closure_days: Mapping[dt.date, str],
    moment: dt.datetime,
) -> OpenStatus:
    """Whether a library with these rows is open at *moment*, and until or from when."""
    return Timetable.of(hours, exceptions, closure_days).status_at(moment)
