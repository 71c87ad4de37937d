"""All the dates of one series, for its page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from events.enums import Kind, State
from events.models import EventSeries, EventSeriesPage, Occurrence
from events.selectors.closures import closed_days

SHOWN = 8
MAX_PAST = 30
LOOKS_BACK = dt.timedelta(days=200)
LONGEST_GAP = dt.timedelta(days=9 * 366)  # 29 February, over a century that is no leap year


@dataclass(frozen=True, slots=True)
class SkippedDate:
    """A day of the rule on which there is no session, and why."""

    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class SessionNumber:
    """Which session of a course it is, and how many there are."""

    number: int
    total: int


@dataclass(frozen=True, slots=True)
class SeriesDates:
    """`coming` may hold dates that do not take place; `past` begins with the latest."""

    coming: list[Occurrence | SkippedDate] = field(default_factory=list)
    past: list[Occurrence] = field(default_factory=list)

    @property
    def sessions(self) -> list[Occurrence]:
        return [entry for entry in self.coming if isinstance(entry, Occurrence)]

    @property
    def next(self) -> Occurrence | None:
        """The first session that takes place."""
        return next((row for row in self.sessions if not row.is_cancelled), None)

    @property
    def changes(self) -> list[dt.datetime]:
        """When the page will have to say something else."""
        return [moment for row in self.sessions for moment in (row.start, row.end)]

    @property
    def first(self) -> list[Occurrence | SkippedDate]:
        return self.coming[:SHOWN]

    @property
    def rest(self) -> list[Occurrence | SkippedDate]:
        return self.coming[SHOWN:]


def series_dates(parts: Sequence[EventSeries]) -> SeriesDates:
    """The coming dates, skipped days among them, and the latest that are past.

    *parts* are those of one series that have dates to come. Whoever may see the page may see its
    dates, so private ones are among them.
    """
    now = timezone.now()
    rows = (
        Occurrence.objects.announced()
        .select_related("series", "library")
        .filter(
            series__translation_key=parts[0].translation_key,
            last_date__gte=timezone.localdate() - LOOKS_BACK,
        )
        .order_by("start", "pk")
    )
    numbers = course_numbers(parts[0])
    for row in rows:
        row.number = numbers.get(row.pk)
        row.is_elsewhere = row.library_id != parts[0].library_id
        row.is_in_other_space = row.space != parts[0].space
    coming = [row for row in rows if row.end > now]
    past = [row for row in rows if row.end <= now][: -MAX_PAST - 1 : -1]
    skipped = [date for part in parts for date in _skipped(part, coming)]
    entries: list[Occurrence | SkippedDate] = [*coming, *skipped]
    return SeriesDates(
        sorted(entries, key=lambda e: e.local_date if isinstance(e, Occurrence) else e.date), past
    )


def course_numbers(series: EventSeries) -> dict[int, SessionNumber]:
    """By key: “session 3 of 8” of a course; what is cancelled is not counted. One query."""
    if series.kind != Kind.COURSE:
        return {}
    rows = Occurrence.objects.filter(
        series__translation_key=series.translation_key, state=State.SCHEDULED
    )
    keys = list(rows.order_by("start", "pk").values_list("pk", flat=True))
    return {key: SessionNumber(n, len(keys)) for n, key in enumerate(keys, start=1)}


def _skipped(series: EventSeries, coming: list[Occurrence]) -> list[SkippedDate]:
    """Days of the rule that are left out, up to the last date that is planned."""
    if not series.rule or not coming:
        return []
    today, last = timezone.localdate(), coming[-1].local_date
    skips = list(series.skips.all())
    reasons = closed_days(
        series.holiday_policy, library_id=series.library_id, since=today, until=last
    )
    reasons.update((skip.date, skip.reason_label) for skip in skips)
    taken = {row.local_date for row in coming}
    return [
        SkippedDate(slot.date, reasons[slot.date])
        for slot in series.timetable().by_rule(last)
        if slot.date >= today and slot.date in reasons and slot.date not in taken
    ]


def next_by_rule(series: EventSeries, date: dt.date) -> dt.date:
    """The first day of the rule on or after *date*; *date* itself if there is none."""
    until = series.ends_on or date + LONGEST_GAP
    days = (slot.date for slot in series.timetable().by_rule(until)) if series.rule else ()
    return next((day for day in days if day >= date), date)


def drafted_dates(page: EventSeriesPage, since: dt.date | None = None) -> SeriesDates:
    """What the dates of a draft would be from *since* on, for its preview; nothing is written."""
    series = EventSeries(translation_key=page.translation_key, library=page.library, split_on=since)
    for name in EventSeries.COPIED:
        setattr(series, name, getattr(page, name))
    now = timezone.localtime()
    until = now.date() + dt.timedelta(days=366)
    closed = closed_days(
        series.holiday_policy, library_id=series.library_id, since=now.date(), until=until
    )
    slots = series.timetable(page.skipped_days.all(), page.extra_days.all()).sessions(
        after=now.replace(tzinfo=None), until=until, closed=closed
    )
    rows: list[Occurrence | SkippedDate] = []
    for slot in slots:
        row = Occurrence(series=series, rid=slot.rid, origin=slot.origin, state=State.SCHEDULED)
        row.start, row.end = slot.span(series.duration, series.tz)
        row.set_local_dates(series.tz)
        row.library, row.space, row.space_en = series.library, series.space, series.space_en
        row.presenter, row.presenter_en = series.presenter, series.presenter_en
        rows.append(row)
    return SeriesDates(rows)
