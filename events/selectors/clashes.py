"""What speaks against dates: a room taken, somebody elsewhere, a closed library, a holiday.

Clashes warn; they never forbid. Five queries for any number of dates.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractIsoWeekDay, TruncTime
from django.utils.translation import gettext as _

from events.enums import State
from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet
from events.schedule.dates import span_label
from portal.core.hours import DayPlan, Timetable
from portal.core.models import ClosureDay, ExceptionalDay, OpeningHours
from portal.core.selectors.libraries import timetabled

MIDNIGHT = dt.time()
FREE = [ClosureDay.Kind.HOLIDAY, ClosureDay.Kind.CLOSED]
Keys = QuerySet[Any, Any] | Collection[UUID]


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing to think of; `kind` is space, presenter, hours, closed, holiday or makeup."""

    kind: str
    text: str


def clashes_of(rows: Sequence[Occurrence], *, besides: Keys = ()) -> list[list[Clash]]:
    """The clashes of each of *rows*, which need not be saved.

    Dates of the series with the translation keys *besides* do not count.
    """
    if not rows:
        return []
    others = _others(rows, besides)
    days = _closure_days(rows)
    timetables = _timetables(rows, days)
    return [
        [
            *_taken(row, others),
            *_closed(row, timetables.get(row.library_id)),
            *_holidays(row, days, timetables.get(row.library_id)),
        ]
        for row in rows
    ]


def _others(rows: Sequence[Occurrence], besides: Keys) -> list[Occurrence]:
    """Whatever takes place in one of the rooms or with one of the people at that time."""
    rooms = Q(
        library__in={row.library_id for row in rows if row.space},
        space__in={row.space for row in rows if row.space},
    )
    people = Q(presenter__in={row.presenter for row in rows if row.presenter})
    found = Occurrence.objects.filter(
        rooms | people,
        state=State.SCHEDULED,
        start__lt=max(row.end for row in rows),
        end__gt=min(row.start for row in rows),
    )
    return list(
        found.exclude(series__translation_key__in=besides)
        .select_related("series")
        .defer("series__rule", "series__words")
        .order_by("start", "pk")
    )


def _closure_days(rows: Sequence[Occurrence]) -> dict[dt.date, ClosureDay]:
    """The days of the holiday calendar that are not like others."""
    dates = (min(row.local_date for row in rows), max(row.local_date for row in rows))
    return {
        day.date: day
        for day in ClosureDay.objects.filter(date__range=dates).exclude(
            kind=ClosureDay.Kind.ORDINARY
        )
    }


def _timetables(
    rows: Sequence[Occurrence], days: Mapping[dt.date, ClosureDay]
) -> dict[int | None, Timetable]:
    libraries = timetabled().filter(pk__in={row.library_id for row in rows if row.library_id})
    return {library.pk: library.timetable(days.values()) for library in libraries}


def _taken(row: Occurrence, others: Sequence[Occurrence]) -> list[Clash]:
    found = []
    for other in others:
        if other.pk == row.pk or other.start >= row.end or other.end <= row.start:
            continue
        words = {"title": other.title, "time": _time(other)}
        if row.space and (other.library_id, other.space) == (row.library_id, row.space):
            found.append(Clash("space", _("Room taken: %(title)s, %(time)s") % words))
        if row.presenter and other.presenter == row.presenter and not _is_long(other):
            words["name"] = row.presenter_label
            found.append(
                Clash("presenter", _("%(name)s is elsewhere: %(title)s, %(time)s") % words)
            )
    return found


def _time(row: Occurrence) -> str:
    return _("all day") if row.all_day else span_label(row.local_start, row.local_end)


def _is_long(row: Occurrence) -> bool:
    """Nobody stands in an exhibition all the time."""
    return row.last_date > row.local_date


def _closed(row: Occurrence, timetable: Timetable | None) -> list[Clash]:
    if timetable is None or _is_long(row):
        return []
    plan = timetable.on(row.local_date)
    if not plan.spans and plan.reason:
        return [Clash("closed", _("Library closed: %(reason)s") % {"reason": plan.reason})]
    if row.all_day or not any(timetable.weekly):
        return []
    if _is_within(row, plan):
        return []
    return [Clash("hours", _("Outside opening hours: %(hours)s") % {"hours": plan})]


def _is_within(row: Occurrence, plan: DayPlan) -> bool:
    spans = (span.on(row.local_date, row.zone) for span in plan.spans)
    return any(opens <= row.start and row.end <= closes for opens, closes in spans)


def _holidays(
    row: Occurrence, days: Mapping[dt.date, ClosureDay], timetable: Timetable | None
) -> list[Clash]:
    day = days.get(row.local_date)
    if day is None or (timetable and day.date in timetable.closed):
        return []  # the closed library has been told of
    kind = "makeup" if day.kind == ClosureDay.Kind.MAKEUP else "holiday"
    return [Clash(kind, day.label)]


def clashing(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Those of *rows* that take place and have a clash; the same rules, in the database."""
    other = Occurrence.objects.filter(
        state=State.SCHEDULED, start__lt=OuterRef("end"), end__gt=OuterRef("start")
    ).exclude(pk=OuterRef("pk"))
    # There is an index on days, and one on what lasts for several days. What a night before runs
    # into the morning is not looked for here.
    short = other.filter(local_date=OuterRef("local_date"))
    long = other.filter(last_date__gt=F("local_date"))
    same_room = {"library": OuterRef("library"), "space": OuterRef("space")}
    room = ~Q(space="") & (Exists(short.filter(**same_room)) | Exists(long.filter(**same_room)))
    person = ~Q(presenter="") & Exists(
        short.filter(presenter=OuterRef("presenter"), last_date=F("local_date"))
    )
    on_day = {"date": OuterRef("local_date")}
    own = ExceptionalDay.objects.filter(library=OuterRef("library"), **on_day)
    holidays = ClosureDay.objects.filter(**on_day).filter(kind__in=FREE)
    special = Exists(holidays) | Exists(own.filter(opens__isnull=True))
    return (
        rows.filter(state=State.SCHEDULED)
        .annotate(
            weekday=ExpressionWrapper(
                ExtractIsoWeekDay("local_date") - 1, output_field=IntegerField()
            ),
            clock_start=TruncTime("start"),
            clock_end=TruncTime("end"),
        )
        .filter(room | person | special | (_outside_hours() & ~Exists(own)))
    )


def _outside_hours() -> Q:
    hours = OpeningHours.objects.filter(library=OuterRef("library"))
    open_then = hours.filter(weekday=OuterRef("weekday"), opens__lte=OuterRef("clock_start"))
    till_midnight = Exists(open_then.filter(closes=MIDNIGHT))
    long_enough = Exists(open_then.filter(closes__gte=OuterRef("clock_end")))
    is_within: Any = Q(clock_end=MIDNIGHT) & till_midnight
    is_within |= Q(clock_end__gt=F("clock_start")) & (long_enough | till_midnight)
    once = Q(last_date=F("local_date"), series__all_day=False)
    return once & Exists(hours) & ~is_within
