"""The list of what's on: some days at a time, cut between days."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import get_language

from events.filters import Filters
from events.models import Occurrence
from events.selectors import detailed, with_pages
from events.whats_on.counts import ahead, first_day

SIZE = 30
MAX_ONGOING = 12
MAX_PAGES = 50


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    occurrences: list[Occurrence]
    count: int = 0

    @property
    def is_past(self) -> bool:
        return self.date < timezone.localdate()

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()

    @property
    def left_out(self) -> int:
        """How many more the day has than are shown."""
        return max(self.count - len(self.occurrences), 0)


@dataclass(frozen=True, slots=True)
class Listing:
    """`next_query` leads to the days after these; `ongoing` is what began before the first day."""

    days: list[Day]
    ongoing: list[Occurrence]
    next_query: str = ""
    is_first: bool = True

    @property
    def occurrences(self) -> list[Occurrence]:
        return [*self.ongoing, *(row for day in self.days for row in day.occurrences)]

    @property
    def is_empty(self) -> bool:
        return not self.days and not self.ongoing

    @property
    def size(self) -> int | None:
        """How many dates there are, if all of them are here."""
        if self.next_query or not self.is_first or len(self.ongoing) == MAX_ONGOING:
            return None
        return len(self.ongoing) + sum(len(day.occurrences) for day in self.days)


def list_days(filters: Filters, *, page: int = 1) -> Listing:
    """The days from the first one asked for (or today), with at most SIZE dates.

    A page ends between two days. A day that alone is longer goes on on a page of its own.
    """
    first = first_day(filters)
    rows = ahead(filters.apply_choices(Occurrence.objects.public()), first)
    dated = rows.filter(local_date__gte=first).order_by("local_date", "start", "pk")
    if filters.last:
        dated = dated.filter(local_date__lte=filters.last)
    begun = rows.going_on(first)
    ongoing = list(detailed(begun.order_by("last_date", "pk")[:MAX_ONGOING])) if page == 1 else []
    offset = (page - 1) * SIZE
    shown = list(detailed(dated[offset : offset + SIZE + 1]))
    shown, next_query = _cut(shown, filters, page)
    with_pages([*ongoing, *shown], get_language() or "")
    days = [Day(date, list(group)) for date, group in groupby(shown, lambda row: row.local_date)]
    return Listing(days, ongoing, next_query, page == 1)


def _cut(rows: list[Occurrence], filters: Filters, page: int) -> tuple[list[Occurrence], str]:
    if len(rows) <= SIZE:
        return rows, ""
    last = rows[-1].local_date
    to = filters.last.isoformat() if filters.last else ""
    if rows[0].local_date < last:
        whole = [row for row in rows if row.local_date < last]
        return whole, filters.query(from_=last.isoformat(), to=to)
    start = filters.first.isoformat() if filters.first else last.isoformat()
    if page >= MAX_PAGES:
        return rows[:SIZE], ""
    return rows[:SIZE], filters.query(from_=start, to=to, page=page + 1)


def read_page(text: str) -> int:
    """A page number, whatever stands in the address."""
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return min(max(int(text), 1), MAX_PAGES)
    return 1
