"""Make the coming sessions of a series what its schedule says, by difference (design, D2).

This is the only place that creates occurrences. None is ever deleted, none of the past is touched,
and what was changed by hand stays. The rules are listed in docs/explanation/planner.md.
"""

import datetime as dt
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.enums import Origin, State
from events.models import EventSeries, Occurrence
from events.notifications import announce_change, state_of
from events.schedule.slots import Slot, rid_date
from events.selectors.closures import closed_days
from events.signals import announce
from portal.core import generation

SHARED = ("library_id", "space", "space_en", "presenter", "presenter_en")
VISIBLE = ("rid", "origin", "state", "cancelled_with_series", "start", "end", *SHARED)
WRITTEN = (*VISIBLE, "local_date", "last_date", "notice_due", "sequence", "ical_modified")
FIRST_PLAN_LOOKS_BACK = dt.timedelta(days=366)


@dataclass
class Report:
    """How many rows the planner made, gave another date, took back or left to staff."""

    created: int = 0
    changed: int = 0
    rekeyed: int = 0
    withdrawn: int = 0
    undecided: int = 0
    uids_to_notify: list[str] = field(default_factory=list)


@transaction.atomic
def reconcile(series: EventSeries, *, mapping: Mapping[str, str] | None = None) -> Report:
    """Bring the rows of *series* in line with its schedule.

    *mapping* from old to new `rid` is what staff decided for sessions that people have places in.
    """
    series = EventSeries.objects.select_for_update().get(pk=series.pk)
    now = timezone.now()
    past, coming = _past_and_coming(series, now)
    wanted = _wanted(series, past, now) if series.live else {}

    pairs = _pairs(series, coming, wanted, mapping or {})
    before = {row.pk: _signature(row) for row in coming.values()}
    seen = {row.pk: state_of(row) for row in coming.values() if row.people}
    report = Report(rekeyed=len(pairs))
    for rid, row in coming.items():
        target = wanted.get(pairs.get(rid, rid))
        if target:
            _place(row, target, series)
        else:
            _take_back(row, series)
    changed = [row for row in coming.values() if _signature(row) != before[row.pk]]
    _save(changed, now, report)
    for row in changed:
        if row.people:
            announce_change(row, seen[row.pk])

    kept = {pairs.get(rid, rid) for rid in coming}
    fresh = [_new(series, slot, now) for rid, slot in wanted.items() if rid not in kept]
    Occurrence.objects.bulk_create(fresh)
    report.created = len(fresh)
    if series.live:
        series.materialised_until = horizon(series)
        series.save(update_fields=["materialised_until"])
    if changed or fresh:
        generation.bump()
        announce(series)
    return report


def is_wanted(occurrence: Occurrence) -> bool:
    """Whether the schedule, as published, asks for this session."""
    now = timezone.now()
    past, _coming = _past_and_coming(occurrence.series, now)
    return occurrence.rid in _wanted(occurrence.series, past, now)


def sessions_before(series: EventSeries, date: dt.date) -> int:
    """How many sessions the rule gives before *date*, those that were held among them."""
    now = timezone.now()
    past, _coming = _past_and_coming(series, now)
    early = {rid: row for rid, row in past.items() if rid_date(rid) < date}
    wanted = _wanted(series, past, now).values()
    return _held(early) + sum(slot.date < date and slot.origin == Origin.RULE for slot in wanted)


def horizon(series: EventSeries) -> dt.date:
    today = timezone.now().astimezone(zoneinfo.ZoneInfo(series.tz)).date()
    return today + dt.timedelta(days=settings.PORTAL_HORIZON_DAYS)


def _past_and_coming(
    series: EventSeries, now: dt.datetime
) -> tuple[dict[str, Occurrence], dict[str, Occurrence]]:
    today = now.astimezone(zoneinfo.ZoneInfo(series.tz)).date()
    past: dict[str, Occurrence] = {}
    coming: dict[str, Occurrence] = {}
    for row in series.occurrences.select_for_update():
        is_past = row.start <= now or rid_date(row.rid) < today
        (past if is_past else coming)[row.rid] = row
    return past, coming


def _wanted(
    series: EventSeries, past: Mapping[str, Occurrence], now: dt.datetime
) -> dict[str, Slot]:
    """The sessions the schedule asks for from now on; the first plan also fills the past year."""
    after = now.astimezone(zoneinfo.ZoneInfo(series.tz)).replace(tzinfo=None)
    if series.materialised_until is None:
        after -= FIRST_PLAN_LOOKS_BACK
    until = horizon(series)
    closed = closed_days(
        series.holiday_policy, library_id=series.library_id, since=after.date(), until=until
    )
    slots = series.timetable(series.skips.all(), series.extras.all()).sessions(
        after=after,
        until=until,
        closed=closed.keys() | _done(past),
        taken=past.keys(),
        held=_held(past),
    )
    return {slot.rid: slot for slot in slots}


def _held(past: Mapping[str, Occurrence]) -> int:
    return sum(
        row.origin == Origin.RULE and row.state in (State.SCHEDULED, State.CANCELLED)
        for row in past.values()
    )


def _done(past: Mapping[str, Occurrence]) -> set[dt.date]:
    """Days whose session has begun: another time of day must not give them a second one."""
    return {
        rid_date(rid)
        for rid, row in past.items()
        if row.origin == Origin.RULE and row.state != State.WITHDRAWN
    }


def _pairs(
    series: EventSeries,
    coming: Mapping[str, Occurrence],
    wanted: Mapping[str, Slot],
    mapping: Mapping[str, str],
) -> dict[str, str]:
    """Which row goes on under which new name: as staff say, else on the same day, else in the
    same week if there is but one on either side. A day skipped by hand is never moved by week.
    """
    gone = [rid for rid in sorted(coming) if rid not in wanted]
    free = [rid for rid in sorted(wanted) if rid not in coming]
    pairs: dict[str, str] = {}

    def pair(old: str, new: str) -> None:
        pairs[old] = new
        gone.remove(old)
        free.remove(new)

    for old, new in mapping.items():
        if old in gone and new in free:
            pair(old, new)
    for old in sorted(gone, key=lambda rid: coming[rid].state == State.WITHDRAWN):
        if same_day := [new for new in free if new[:8] == old[:8]]:
            pair(old, same_day[0])
    skipped = {skip.date for skip in series.skips.all()}
    movable = [
        old
        for old in gone
        if coming[old].origin == Origin.RULE
        and coming[old].state != State.WITHDRAWN
        and rid_date(old) not in skipped
    ]
    by_rule = [new for new in free if wanted[new].origin == Origin.RULE]
    old_weeks, new_weeks = _by_week(movable), _by_week(by_rule)
    for week, rids in old_weeks.items():
        if len(rids) == 1 and len(new_weeks.get(week, [])) == 1:
            pair(rids[0], new_weeks[week][0])
    return pairs


def _by_week(rids: Iterable[str]) -> dict[tuple[int, int], list[str]]:
    weeks = defaultdict(list)
    for rid in rids:
        year, week, _day = rid_date(rid).isocalendar()
        weeks[year, week].append(rid)
    return weeks


def _signature(row: Occurrence) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in VISIBLE)


def _place(row: Occurrence, slot: Slot, series: EventSeries) -> None:
    """Let *row* stand for *slot*; what was pinned by hand stays as it is."""
    row.rid, row.origin = slot.rid, slot.origin
    if "start" not in row.pinned:
        row.start, row.end = slot.span(series.duration, series.tz)
        row.set_local_dates(series.tz)
    for name in SHARED:
        if name not in row.pinned:
            setattr(row, name, getattr(series, name))
    if row.state != State.CANCELLED or row.cancelled_with_series:
        row.state, row.cancelled_with_series = State.SCHEDULED, False


def _take_back(row: Occurrence, series: EventSeries) -> None:
    """The schedule no longer asks for *row*."""
    if row.state == State.CANCELLED and not row.cancelled_with_series:
        return
    if not series.live:
        if row.people:
            row.state, row.cancelled_with_series = State.CANCELLED, True
        else:
            row.state, row.cancelled_with_series = State.WITHDRAWN, False
    elif "date" in row.pinned:
        row.state, row.cancelled_with_series = State.SCHEDULED, False
    elif row.state != State.WITHDRAWN:
        state = State.UNDECIDED if row.people or row.pinned else State.WITHDRAWN
        row.state, row.cancelled_with_series = state, False


def _new(series: EventSeries, slot: Slot, now: dt.datetime) -> Occurrence:
    row = Occurrence(series=series, ical_modified=now, series_is_public=series.is_public)
    _place(row, slot, series)
    return row


def _save(changed: list[Occurrence], now: dt.datetime, report: Report) -> None:
    for row in changed:
        row.touch(now)
        if row.people:
            row.notice_due = True
            report.uids_to_notify.append(str(row.uid))
        report.withdrawn += row.state == State.WITHDRAWN
        report.undecided += row.state == State.UNDECIDED
    report.changed = len(changed)
    Occurrence.objects.bulk_update(changed, WRITTEN, batch_size=100)
