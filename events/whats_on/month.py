"""A month as a grid: how many dates each day has, and the first few of them."""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, ngettext, pgettext

from events.enums import Kind
from events.filters import Filters
from events.models import Occurrence
from events.schedule.dates import clock_label
from events.selectors import in_brief, with_pages

PER_DAY = 3
MAX_LONG = 6
MONTHS_BACK = 24


@dataclass(frozen=True, slots=True)
class Line:
    """What a month says of one date. Read once, for it is drawn in the grid and day by day."""

    url: str
    title: str
    time: str
    place: str
    pigment: str
    is_cancelled: bool
    is_over: bool
    uid: str = ""  # of a date whose places there is something to say of

    @classmethod
    def of(cls, row: Occurrence, now: dt.datetime) -> "Line":
        return cls(
            url=row.get_absolute_url(),
            title=row.title,
            time="" if row.all_day else clock_label(row.local_start),
            place=row.venue.short_label if row.venue else row.space_label,
            pigment=row.pigment,
            is_cancelled=row.is_cancelled,
            is_over=row.end <= now,
            uid=str(row.uid) if row.tells_places else "",
        )

    @property
    def is_done(self) -> bool:
        return self.is_cancelled or self.is_over


@dataclass(frozen=True, slots=True)
class MonthDay:
    """The first few dates of a day, and how many it has."""

    date: dt.date
    lines: list[Line]
    count: int
    today: dt.date

    @property
    def is_past(self) -> bool:
        return self.date < self.today

    @property
    def is_today(self) -> bool:
        return self.date == self.today

    @property
    def is_gone(self) -> bool:
        """Past, in the month that is not: readers look for what comes."""
        return self.is_past and self.date.replace(day=1) == self.today.replace(day=1)

    @property
    def iso(self) -> str:
        return self.date.isoformat()

    @property
    def anchor(self) -> str:
        return f"d{self.date:%Y%m%d}"

    @property
    def noun(self) -> str:
        """What stands after the count."""
        return ngettext("event", "events", self.count)

    @property
    def left_out(self) -> int:
        return max(self.count - len(self.lines), 0)

    @property
    def left_out_label(self) -> str:
        left_out = self.left_out
        return ngettext("%(n)s more", "%(n)s more", left_out) % {"n": left_out}


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` are rows of seven days, nothing where a day belongs to another month.

    What lasts several days stands apart in `long`, not in every cell.
    """

    first: dt.date
    last: dt.date
    weeks: list[list[MonthDay | None]]
    long: list[Occurrence]
    count: int

    @property
    def days(self) -> list[MonthDay]:
        """The days on which something is on."""
        return [day for week in self.weeks for day in week if day and day.count]

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The weekdays from Monday, in full and short."""
        short = (
            pgettext("calendar head", "Mon"),
            pgettext("calendar head", "Tue"),
            pgettext("calendar head", "Wed"),
            pgettext("calendar head", "Thu"),
            pgettext("calendar head", "Fri"),
            pgettext("calendar head", "Sat"),
            pgettext("calendar head", "Sun"),
        )
        return [(str(WEEKDAYS[number]), text) for number, text in enumerate(short)]

    @property
    def previous(self) -> dt.date | None:
        before = first_of_month(self.first - dt.timedelta(days=1))
        return before if before >= bounds()[0] else None

    @property
    def next(self) -> dt.date | None:
        after = first_of_month(self.first + dt.timedelta(days=31))
        return after if after <= bounds()[1] else None


def first_of_month(date: dt.date) -> dt.date:
    return date.replace(day=1)


def bounds() -> tuple[dt.date, dt.date]:
    """The first and the last month that can be looked at."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - MONTHS_BACK
    last = today + dt.timedelta(days=settings.PORTAL_HORIZON_DAYS)
    return dt.date(months // 12, months % 12 + 1, 1), first_of_month(last)


def month_of(date: dt.date | None) -> dt.date:
    """The month to show for the day asked for, never further away than `bounds`."""
    earliest, latest = bounds()
    return first_of_month(min(max(date or timezone.localdate(), earliest), latest))


def read_month(filters: Filters, first: dt.date) -> Month:
    """The month that begins with *first*. The days asked for in *filters* do not matter here."""
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    rows = filters.apply_choices(Occurrence.objects.public())
    several_days = rows.going_on(first, last)
    long = list(in_brief(several_days.order_by("start", "pk")[:MAX_LONG]))
    within = rows.filter(local_date__range=(first, last), last_date=F("local_date"))
    per_day = within.order_by().values("local_date").annotate(n=Count("pk"))
    counts = dict(per_day.values_list("local_date", "n"))
    number = Window(RowNumber(), partition_by="local_date", order_by=["start", "pk"])
    first_few = within.annotate(number=number).filter(number__lte=PER_DAY)
    shown = list(in_brief(first_few.order_by("start", "pk")))
    # Only a single event lives at its page; a date of a series has an address of its own.
    single = (row for row in [*long, *shown] if row.series.kind == Kind.SINGLE)
    with_pages(single, get_language() or "")
    weeks = _weeks(first, _lines(shown), counts)
    return Month(first, last, weeks, long, sum(counts.values()) + len(long))


def _lines(rows: Iterable[Occurrence]) -> dict[dt.date, list[Line]]:
    now = timezone.now()
    lines: dict[dt.date, list[Line]] = {}
    for row in rows:
        lines.setdefault(row.local_date, []).append(Line.of(row, now))
    return lines


def _weeks(
    first: dt.date, lines: Mapping[dt.date, list[Line]], counts: Mapping[dt.date, int]
) -> list[list[MonthDay | None]]:
    today = timezone.localdate()
    return [
        [
            MonthDay(date, lines.get(date, []), counts.get(date, 0), today)
            if date.month == first.month
            else None
            for date in week
        ]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
