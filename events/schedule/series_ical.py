"""A whole series as iCalendar: one event with a rule, and what departs from it.

The dates there are come first and the rule is only a short way of saying them, so what is written
is exactly what is planned: a date of the rule that is not there becomes an EXDATE, one that differs
an event with its RECURRENCE-ID, and one the rule does not give an event of its own. Only what many
parsers read alike is used; what cannot be said so is left to the flat form.
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from events.schedule.ical import CalendarEvent, fold, utc, vevent
from events.schedule.recurrence import Rule
from events.schedule.slots import Slot, Timetable, instant, rid_date
from events.schedule.zones import ZoneError, is_clear, vtimezone


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date as it stands: the name the rule gave it, and itself as an event of its own.

    `differs` says that it has another place, person or note than the series, or is cancelled.
    """

    rid: str
    event: CalendarEvent
    differs: bool = False


@dataclass(frozen=True)
class RuledSeries:
    """A rule, and what all its dates have in common: *event*, whose own time counts for nothing."""

    timetable: Timetable
    duration: dt.timedelta
    tz: str
    event: CalendarEvent

    @cached_property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.tz)

    def span(self, slot: Slot) -> tuple[dt.datetime, dt.datetime]:
        """Begin and end by the clock on the wall, if the clocks do not change in between."""
        whole_days = dt.timedelta(days=max(self.duration.days, 1))
        return slot.start, slot.start + (whole_days if slot.all_day else self.duration)

    def span_of(self, event: CalendarEvent) -> tuple[dt.datetime, dt.datetime]:
        return self.local(event.start), self.local(event.end)

    def is_steady(self, slot: Slot) -> bool:
        """Parsers disagree how long a night lasts in which the clocks change."""
        start, end = slot.span(self.duration, self.tz)
        return (self.local(start), self.local(end)) == self.span(slot)

    def local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class WrittenSeries:
    """The events, and the zone and first year they need a VTIMEZONE for."""

    events: list[bytes]
    tz: str = ""
    year: int = 0


def write_series(series: RuledSeries, dates: Sequence[PlannedDate]) -> WrittenSeries | None:
    """*dates* as a rule with its exceptions; nothing if parsers would not read them all alike."""
    rule = series.timetable.rule
    by_rid = {date.rid: date for date in dates}
    slots = _slots(series, by_rid)
    if rule is None or len(slots) < 2:
        return None
    first, last = slots[0], slots[-1]
    if not _is_read_alike(rule, first.date):
        return None
    named = {slot.rid for slot in slots}
    gaps = [
        slot
        for slot in series.timetable.by_rule(last.date)
        if slot.start > first.start and slot.rid not in named
    ]
    changed = [
        (slot, by_rid[slot.rid])
        for slot in slots
        if by_rid[slot.rid].differs or series.span_of(by_rid[slot.rid].event) != series.span(slot)
    ]
    clock = _Clock(series)
    moments = [*clock.walls([*slots, *gaps]), *clock.moments(date for _slot, date in changed)]
    if not clock.can_say(moments):
        return None
    master = [
        *clock.lines(*series.span(first)),
        f"{_rule_text(rule)};UNTIL={clock.until(last)}",
        *(clock.line("EXDATE", slot.start) for slot in gaps),
    ]
    events = [vevent(series.event, master)]
    events += [clock.override(slot, date) for slot, date in changed]
    events += [vevent(date.event) for date in dates if date.rid not in named]
    year = min((moment.year for moment in moments), default=0)
    return WrittenSeries(events, "" if clock.all_day else series.tz, year)


def zone_lines(tz: str, year: int) -> bytes:
    return b"".join(map(fold, vtimezone(tz, year)))


def _slots(series: RuledSeries, by_rid: Mapping[str, PlannedDate]) -> list[Slot]:
    """The dates of the rule that are there.

    The first must be like the others, since it says how long they are. One that was moved past its
    neighbour is left out and stands alone: Outlook could not place it.
    """
    if not by_rid:
        return []
    until = max(map(rid_date, by_rid))
    slots = [slot for slot in series.timetable.by_rule(until) if slot.rid in by_rid]
    days = [None, *(slot.date for slot in slots), None]
    slots = [
        slot
        for slot, before, after in zip(slots, days, days[2:], strict=False)
        if _is_between(before, _day(series, by_rid[slot.rid]), after)
    ]
    while slots and not series.is_steady(slots[0]):
        slots.pop(0)
    return slots


def _day(series: RuledSeries, date: PlannedDate) -> dt.date:
    return date.event.start.astimezone(series.zone).date()


def _is_between(before: dt.date | None, day: dt.date, after: dt.date | None) -> bool:
    return (before is None or before < day) and (after is None or day < after)


def _is_read_alike(rule: Rule, first: dt.date) -> bool:
    """ical.js goes astray at days some months lack: the 29th of each May and February, the last."""
    if rule.freq != "YEARLY" or rule.days:
        return True
    return all(0 < day <= 28 for day in rule.month_days or (first.day,))


def _rule_text(rule: Rule) -> str:
    """Without anything said twice, which some parsers take for two dates."""
    return str(
        replace(
            rule,
            days=tuple(dict.fromkeys(rule.days)),
            month_days=tuple(dict.fromkeys(rule.month_days)),
            months=tuple(dict.fromkeys(rule.months)),
        )
    )


class _Clock:
    """How the times of one series are written: as dates, or as local time with its zone."""

    def __init__(self, series: RuledSeries) -> None:
        self.series = series
        self.all_day = series.timetable.all_day

    def walls(self, slots: Iterable[Slot]) -> list[dt.datetime]:
        return [wall for slot in slots for wall in self.series.span(slot)]

    def moments(self, dates: Iterable[PlannedDate]) -> list[dt.datetime]:
        return [wall for date in dates for wall in self.series.span_of(date.event)]

    def can_say(self, walls: Sequence[dt.datetime]) -> bool:
        """Whether each time occurs once, and the zone has a rule for its clocks."""
        if self.all_day:
            return True
        try:
            vtimezone(self.series.tz, min(wall.year for wall in walls))
        except ZoneError:
            return False
        return all(is_clear(wall, self.series.zone) for wall in walls)

    def line(self, name: str, wall: dt.datetime) -> str:
        if self.all_day:
            return f"{name};VALUE=DATE:{wall:%Y%m%d}"
        return f"{name};TZID={self.series.tz}:{wall:%Y%m%dT%H%M%S}"

    def lines(self, start: dt.datetime, end: dt.datetime) -> list[str]:
        return [self.line("DTSTART", start), self.line("DTEND", end)]

    def until(self, last: Slot) -> str:
        """The end of the last local day."""
        if self.all_day:
            return f"{last.date:%Y%m%d}"
        return utc(instant(dt.datetime.combine(last.date, dt.time(23, 59, 59)), self.series.zone))

    def override(self, slot: Slot, date: PlannedDate) -> bytes:
        """One date that differs; of the same identity and version as the series."""
        whole, event = self.series.event, date.event
        same = replace(
            event, uid=whole.uid, sequence=whole.sequence, modified=whole.modified, related_to=""
        )
        return vevent(
            same, [self.line("RECURRENCE-ID", slot.start), *self.lines(*self.series.span_of(event))]
        )
