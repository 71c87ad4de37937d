"""Which sessions a schedule asks for, as wall-clock times: pure, bounded, without a database."""

import datetime as dt
import zoneinfo
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from events.enums import Origin
from events.schedule.recurrence import Rule

CAP = 366  # sessions of one series planned at a time


@dataclass(frozen=True, slots=True)
class Slot:
    """One session asked for. `rid` is its name in iCalendar and within the series."""

    start: dt.datetime  # naive: the wall clock of the library
    all_day: bool = False
    origin: str = Origin.RULE

    @property
    def rid(self) -> str:
        return self.start.strftime("%Y%m%d" if self.all_day else "%Y%m%dT%H%M%S")

    @property
    def date(self) -> dt.date:
        return self.start.date()

    def span(self, duration: dt.timedelta, tz: str) -> tuple[dt.datetime, dt.datetime]:
        """Start and end as instants. Whole days end at a local midnight, whatever the clocks do."""
        zone = zoneinfo.ZoneInfo(tz)
        if self.all_day:
            last = self.start + dt.timedelta(days=max(duration.days, 1))
            return instant(self.start, zone), instant(last, zone)
        start = instant(self.start, zone)
        return start, start + duration


def instant(wall_clock: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    return wall_clock.replace(tzinfo=zone).astimezone(dt.UTC)


def rid_date(rid: str) -> dt.date:
    return dt.date(int(rid[:4]), int(rid[4:6]), int(rid[6:8]))


@dataclass(frozen=True, slots=True)
class Timetable:
    """What a schedule says about time."""

    start: dt.date
    time: dt.time | None = None
    all_day: bool = False
    rule: Rule | None = None
    ends_on: dt.date | None = None
    session_limit: int | None = None
    since: dt.date | None = None  # an earlier part of the series answers for the days before
    skips: Collection[dt.date] = frozenset()
    extras: tuple[tuple[dt.date, dt.time | None], ...] = ()

    def at(self, date: dt.date, time: dt.time | None = None, origin: str = Origin.RULE) -> Slot:
        clock = dt.time() if self.all_day else time or self.time or dt.time()
        return Slot(dt.datetime.combine(date, clock), self.all_day, origin)

    def by_rule(self, until: dt.date) -> Iterator[Slot]:
        """All dates of the rule, those that are skipped among them."""
        last = min(until, self.ends_on) if self.ends_on else until
        if self.rule:
            dates: Iterable[dt.date] = self.rule.dates(self.start, last)
        else:
            dates = [self.start] if self.start <= last else []
        since = self.since or dt.date.min
        return (self.at(date) for date in dates if date >= since)

    def sessions(
        self,
        *,
        after: dt.datetime,
        until: dt.date,
        closed: Collection[dt.date] = frozenset(),
        taken: Collection[str] = frozenset(),
        held: int = 0,
    ) -> list[Slot]:
        """The sessions that begin after *after*, at most CAP, without those in *taken*.

        `session_limit` counts sessions that take place; *held* of them are past already.
        """
        left = CAP if self.session_limit is None else max(self.session_limit - held, 0)
        slots: dict[str, Slot] = {}
        for slot in self.by_rule(until):
            if len(slots) >= min(left, CAP):
                break
            if slot.date in closed or slot.date in self.skips or slot.rid in taken:
                continue
            if slot.start > after:
                slots[slot.rid] = slot
        # Where there is no rule, every date was chosen by hand and none is besides the others.
        origin = Origin.EXTRA if self.rule else Origin.RULE
        for date, time in self.extras:
            slot = self.at(date, time, origin)
            if slot.start > after and slot.date <= until and slot.rid not in taken:
                slots.setdefault(slot.rid, slot)
        return sorted(slots.values(), key=lambda slot: slot.start)[:CAP]
