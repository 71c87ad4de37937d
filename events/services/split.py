"""“This and following”: from a date on a series goes on as a part of its own.

The rows from that date on move to the new part with all that hangs from them: places, addresses,
changes by hand. The part before ends on the day before. The page follows the newest part.
"""

import datetime as dt
import uuid
import zoneinfo
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import State
from events.errors import EventError
from events.models import EventSeries, EventSeriesPage, ExtraDate, Occurrence, SeriesExtra
from events.models.schedule import ExtraDay
from events.notifications import announce_change, state_of
from events.schedule.checks import problems_of
from events.schedule.dates import day_label
from events.selectors.dates import next_by_rule
from events.selectors.series import source_page
from events.signals import announce
from portal.core import generation

from .planner import horizon, reconcile, sessions_before
from .publishing import locked_parts

CHANGEABLE = {
    "start_time",
    "duration",
    "rule",
    "ends_on",
    "session_limit",
    "holiday_policy",
    "library",
    "space",
    "space_en",
    "presenter",
    "presenter_en",
}
DAY = dt.timedelta(days=1)
Chosen = tuple[dt.date, dt.time | None]


@transaction.atomic
def split(
    series: EventSeries,
    from_date: dt.date,
    *,
    user: Any = None,
    note: str = "",
    note_en: str = "",
    **changes: Any,
) -> EventSeries:
    """Let *series* go on from *from_date* with *changes*; answers the new part.

    From the first date on that is the same part, changed; nothing needs to be parted.
    *changes* are fields of the schedule (`CHANGEABLE`). *note* is shown with each of the dates.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"not a field of a part: {', '.join(sorted(unknown))}")
    old = next(part for part in locked_parts(series.translation_key) if part.pk == series.pk)
    _check(old, from_date)
    page = source_page(old) if old.is_current else None
    if _is_first(old, from_date):
        return _amend(old, page, changes, note=note, note_en=note_en, user=user)
    first = None if old.rule or changes.get("rule") else _first_chosen(old, from_date)
    part = _new_part(old, from_date, first, changes)
    _check_schedule(part)
    old.is_current, old.ends_on, old.session_limit = False, from_date - DAY, None
    old.save(update_fields=["is_current", "ends_on", "session_limit"])
    part.save()
    part.audiences.set(old.audiences.all())
    part.topics.set(old.topics.all())
    part.provisions.set(old.provisions.all())
    part.priority_groups.set(old.priority_groups.all())
    _move_days(part, old, first)
    moved = old.occurrences.filter(rid__gte=f"{from_date:%Y%m%d}")
    moved_keys = list(moved.values_list("pk", flat=True))
    moved.update(series=part)
    reconcile(part)
    if note or note_en:
        _annotate(moved_keys, note, note_en)
    generation.bump()
    announce(part)
    if page:
        _let_page_follow(page, part, first, {*changes, "start_date", "session_limit"}, user)
    return EventSeries.objects.get(pk=part.pk)


def _check(series: EventSeries, date: dt.date) -> None:
    now = timezone.now()
    rows = series.occurrences.exclude(state=State.WITHDRAWN)
    if not series.live:
        raise EventError(_("The page is not published; publish it first."))
    if series.ends_on and series.ends_on < date:
        raise _no_date(date)
    if date < now.astimezone(zoneinfo.ZoneInfo(series.tz)).date() or date > horizon(series):
        raise EventError(_("Choose a date that is still to come and already planned."))
    if rows.filter(rid__startswith=f"{date:%Y%m%d}", start__lte=now).exists():
        raise EventError(_("The session of this day has begun; choose a later one."))


def _is_first(series: EventSeries, date: dt.date) -> bool:
    rows = series.occurrences.exclude(state=State.WITHDRAWN)
    return not rows.filter(rid__lt=f"{date:%Y%m%d}").exists()


def _amend(
    part: EventSeries,
    page: EventSeriesPage | None,
    changes: dict[str, Any],
    *,
    note: str,
    note_en: str,
    user: Any,
) -> EventSeries:
    keys = list(part.occurrences.values_list("pk", flat=True))
    for name, value in changes.items():
        setattr(part, name, value)
    _check_schedule(part)
    part.save()
    reconcile(part)
    if note or note_en:
        _annotate(keys, note, note_en)
    generation.bump()
    if page:
        _let_page_follow(page, part, None, set(changes), user)
    return EventSeries.objects.get(pk=part.pk)


def _check_schedule(part: EventSeries) -> None:
    if problems := problems_of(part, tz=part.tz):
        raise EventError(" ".join(str(problem) for problem in problems.values()))


def _no_date(date: dt.date) -> EventError:
    return EventError(
        _("This series has no date on or after %(date)s; it may have been changed meanwhile.")
        % {"date": day_label(date, with_year=True)}
    )


def _first_chosen(old: EventSeries, date: dt.date) -> Chosen | None:
    """Where dates were chosen one by one: the first of those that go on."""
    chosen: list[Chosen] = [(old.start_date, None)]
    chosen += old.extras.values_list("date", "start_time")
    return min(
        (day for day in chosen if day[0] >= date),
        key=lambda day: (day[0], day[1] or old.start_time or dt.time()),
        default=None,
    )


def _new_part(
    old: EventSeries, date: dt.date, first: Chosen | None, changes: dict[str, Any]
) -> EventSeries:
    """The schedule from *date* on, not yet saved."""
    part = EventSeries.objects.get(pk=old.pk)
    part.pk, part.uid, part._state.adding = None, uuid.uuid4(), True
    part.split_from, part.split_on, part.ical_modified = old, date, timezone.now()
    part.start_date = first[0] if first else _next_by_rule(old, date, changes)
    if first and first[1]:
        part.start_time = first[1]
    if old.session_limit and "session_limit" not in changes:
        part.session_limit = sessions_left(old, date)
        if part.session_limit <= 0:
            raise _no_date(date)
    for name, value in changes.items():
        setattr(part, name, value)
    return part


def sessions_left(series: EventSeries, date: dt.date) -> int:
    """How many of a limited number of sessions are left for *date* and after."""
    return (series.session_limit or 0) - sessions_before(series, date)


def _next_by_rule(old: EventSeries, date: dt.date, changes: dict[str, Any]) -> dt.date:
    """An unchanged rule goes on in step, so that every other week stays every other week."""
    if str(changes.get("rule", old.rule) or "") != str(old.rule or ""):
        return date
    return next_by_rule(old, date)


def _move_days(part: EventSeries, old: EventSeries, first: Chosen | None) -> None:
    old.skips.filter(date__gte=part.split_on).update(series=part)
    extras = old.extras.filter(date__gte=part.split_on)
    days = _extras_after(list(extras), part, first, old.start_time)
    extras.delete()
    SeriesExtra.objects.bulk_create(SeriesExtra(series=part, **day) for day in days)


def _extras_after(
    days: Iterable[ExtraDay], part: EventSeries, first: Chosen | None, time: dt.time | None
) -> list[dict[str, Any]]:
    """The extra sessions of the new part: without the one it begins with, and with the *time* they
    had where that one gives the part another.
    """
    since = part.split_on or dt.date.min
    spelt = time if first and first[1] else None
    found = {}
    for day in days:
        key = (day.date, day.start_time)
        if day.date >= since and key != first:
            own = day.start_time or spelt
            found[day.date, own] = {
                "date": day.date,
                "start_time": own,
                "reason": day.reason,
                "reason_en": day.reason_en,
            }
    return list(found.values())


def _annotate(keys: list[int], note: str, note_en: str) -> None:
    """Tell readers of the coming dates why they have changed."""
    now = timezone.now()
    rows = list(Occurrence.objects.filter(pk__in=keys, state=State.SCHEDULED, start__gt=now))
    seen = {row.pk: state_of(row) for row in rows}
    for row in rows:
        row.note, row.note_en = note, note_en
        row.notice_due = row.notice_due or row.people > 0
        row.touch(now)
    fields = ["note", "note_en", "notice_due", "sequence", "ical_modified"]
    Occurrence.objects.bulk_update(rows, fields, batch_size=100)
    for row in rows:
        announce_change(row, seen[row.pk])


def _let_page_follow(
    page: EventSeriesPage, part: EventSeries, first: Chosen | None, names: set[str], user: Any
) -> None:
    """Publish the new part's schedule on the page; a draft of something else stays a draft."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    since = part.split_on or dt.date.min
    for version in filter(None, (page, draft)):
        time = version.start_time
        for name in names:
            setattr(version, name, getattr(part, name))
        if first:
            version.start_time = part.start_time
        version.skipped_days = [day for day in version.skipped_days.all() if day.date >= since]
        version.extra_days = [
            ExtraDate(**day) for day in _extras_after(version.extra_days.all(), part, first, time)
        ]
    page.save_revision(user=user, clean=False, log_action=True).publish(user=user)
    if draft:
        draft.save_revision(user=user, clean=False)
