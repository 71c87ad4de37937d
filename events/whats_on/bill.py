"""What hangs in a library: the bill of a month on paper, the board of a day on a screen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet
from events.schedule.dates import clock_label, short_weekday_label, span_label
from events.selectors import detailed
from events.whats_on.month import first_of_month
from portal.core.models import Library

MAX_ON_BILL = 400
FEW = 5  # series on a bill
MANY = 8  # days of a series
SHOWN = 5


@dataclass(slots=True)
class Entry:
    """A series on the bill, with its days at one hour and in one room."""

    first: Occurrence
    dates: list[Occurrence] = field(default_factory=list)

    @property
    def times(self) -> str:
        if self.first.all_day:
            return ""
        return span_label(self.first.local_start, self.first.local_end)

    @property
    def weekday(self) -> str:
        """The weekday, if all the days are of one."""
        days = {row.local_date.weekday() for row in self.dates}
        return short_weekday_label(self.first.local_date) if len(days) == 1 else ""

    @property
    def is_long(self) -> bool:
        """Too many days for large figures."""
        return len(self.dates) > MANY

    @property
    def notes(self) -> list[str]:
        """Why a date is cancelled or moved, each reason once."""
        return list(dict.fromkeys(filter(None, (row.note_label for row in self.dates))))


@dataclass(frozen=True, slots=True)
class Bill:
    library: Library
    first: dt.date
    long: list[Occurrence]
    entries: list[Entry]

    @property
    def is_short(self) -> bool:
        """Few enough for large letters."""
        return len(self.entries) <= FEW

    @property
    def is_empty(self) -> bool:
        return not self.long and not self.entries


@dataclass(frozen=True, slots=True)
class Board:
    """`rows` are on now or still to come today, `left_out` says how many more there are.

    What comes on later days fills the rest of the screen.
    """

    library: Library
    now: dt.datetime
    rows: list[Occurrence]
    left_out: int
    later: list[Occurrence]

    @property
    def lines(self) -> list[tuple[Occurrence, bool]]:
        """Each of today's rows, and whether it is the one that begins next."""
        waiting = (r for r in self.rows if r.start > self.now and not r.is_cancelled)
        following = next(waiting, None)
        return [(row, row is following) for row in self.rows]

    @property
    def date(self) -> dt.date:
        return timezone.localdate(self.now)

    @property
    def clock(self) -> str:
        return clock_label(timezone.localtime(self.now))

    @property
    def utc_offset(self) -> int:
        """In minutes: the script's clock shows the library's time on any machine."""
        offset = timezone.localtime(self.now).utcoffset() or dt.timedelta()
        return int(offset.total_seconds()) // 60


def read_bill(library: Library, first: dt.date) -> Bill:
    """The dates of a month at *library*, those of one series together; five queries at most."""
    last = first_of_month(first + dt.timedelta(days=31)) - dt.timedelta(days=1)
    rows = _at(library)
    long = detailed(rows.going_on(first, last).order_by("start", "pk")[:MAX_ON_BILL])
    within = rows.filter(local_date__range=(first, last)).order_by("start", "pk")
    shown = detailed(within[:MAX_ON_BILL])
    return Bill(library, first, list(long), _entries(r for r in shown if not r.is_several_days))


def _entries(rows: Iterable[Occurrence]) -> list[Entry]:
    entries: dict[object, Entry] = {}
    for row in rows:
        key = (row.series_id, row.local_start.time(), row.end - row.start, row.space)
        entries.setdefault(key, Entry(row)).dates.append(row)
    return list(entries.values())


def read_board(library: Library) -> Board:
    """Today at *library*, what is over left out, and as much of the next days as there is room."""
    now, today = timezone.now(), timezone.localdate()
    rows = _at(library).upcoming()
    todays = detailed(
        (rows.filter(local_date=today) | rows.going_on(today)).order_by("start", "pk")
    )
    # What lasts for weeks comes last: it is not what somebody at the door waits for.
    chosen = detailed(todays.order_by("start", "pk"))
    listed = sorted(chosen, key=lambda row: (row.is_several_days, row.start))
    room = max(SHOWN - len(listed), 0)
    later = rows.filter(local_date__gt=today).order_by("local_date", "start", "pk")[:room]
    coming = list(detailed(later)) if room else []
    return Board(library, now, listed[:SHOWN], len(listed[SHOWN:]), coming)


def _at(library: Library) -> OccurrenceQuerySet:
    return Occurrence.objects.public().filter(library=library)
