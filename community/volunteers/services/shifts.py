"""When help is wanted: planned, repeated, moved, called off, kept in step with events."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers import notifications
from community.volunteers.enums import EndReason, ShiftState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Opportunity, Shift, SignUp
from events.enums import State
from events.models import Occurrence
from events.places import services as places
from events.places.enums import Status
from portal.core import generation

from .places import changing
from .signing import finish

LONGEST = dt.timedelta(hours=16)
MOST_REPEATS = 52


def plan(
    opportunity: Opportunity,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    capacity: int,
    note: str = "",
    note_en: str = "",
) -> Shift:
    """A shift by itself."""
    _check_span(starts_at, ends_at)
    shift = Shift.objects.create(
        opportunity=opportunity,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        waiting_limit=opportunity.waiting_limit,
        note=note,
        note_en=note_en,
    )
    generation.bump()
    return shift


@transaction.atomic
def plan_for_date(
    opportunity: Opportunity,
    occurrence: Occurrence,
    *,
    capacity: int,
    minutes_before: int = 0,
    minutes_after: int = 0,
) -> Shift:
    """The shift of an event's date, which it follows; planned anew if it was called off."""
    if occurrence.state != State.SCHEDULED:
        raise VolunteerError(_("This date does not take place."))
    before, after = dt.timedelta(minutes=minutes_before), dt.timedelta(minutes=minutes_after)
    values = {
        "starts_at": occurrence.start - before,
        "ends_at": occurrence.end + after,
        "minutes_before": minutes_before,
        "minutes_after": minutes_after,
        "capacity": capacity,
        "waiting_limit": opportunity.waiting_limit,
        "state": ShiftState.PLANNED,
        "date_sequence": occurrence.sequence,
    }
    known = Shift.objects.filter(opportunity=opportunity, occurrence=occurrence).first()
    if known and not known.is_cancelled:
        raise VolunteerError(_("This date has its shift already."))
    if known is None:
        known = Shift.objects.create(opportunity=opportunity, occurrence=occurrence, **values)
    else:
        Shift.objects.filter(pk=known.pk).update(**values)
        known.refresh_from_db()
    generation.bump()
    return known


@dataclass(frozen=True, slots=True)
class Draft:
    """A shift that would be planned; *is_known* where the task has one at this very time."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_known: bool

    @property
    def local_start(self) -> dt.datetime:
        return timezone.localtime(self.starts_at)

    @property
    def local_end(self) -> dt.datetime:
        return timezone.localtime(self.ends_at)


def drafts(shift: Shift, *, weeks: int) -> list[Draft]:
    """*shift* in each of the next *weeks*, by the clock on the wall, to be looked at first."""
    rows = Shift.objects.filter(opportunity=shift.opportunity_id, state=ShiftState.PLANNED)
    later = rows.filter(starts_at__gte=shift.starts_at)
    known = set(later.values_list("starts_at", flat=True))
    found = []
    for week in range(1, min(weeks, MOST_REPEATS) + 1):
        starts_at = _later(shift.local_start, week)
        ends_at = starts_at + (shift.ends_at - shift.starts_at)
        found.append(Draft(starts_at, ends_at, starts_at in known))
    return found


def _later(local: dt.datetime, weeks: int) -> dt.datetime:
    return timezone.make_aware(local.replace(tzinfo=None) + dt.timedelta(weeks=weeks))


@transaction.atomic
def plan_many(shift: Shift, rows: Iterable[Draft]) -> list[Shift]:
    """Plan *rows* like *shift*, those left out that are there already."""
    return [
        plan(
            shift.opportunity,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            capacity=shift.capacity or 1,
            note=shift.note,
            note_en=shift.note_en,
        )
        for row in rows
        if not row.is_known
    ]


def set_capacity(shift: Shift, capacity: int) -> None:
    if capacity < 1:
        raise VolunteerError(_("A shift has at least one place."), field="capacity")
    with changing(shift) as locked:
        places.set_capacity(locked, capacity)
    generation.bump()


def move(shift: Shift, *, starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """Give the shift another time. Who has another one then loses this one, and is told why."""
    _check_span(starts_at, ends_at)
    with changing(shift) as locked:
        if locked.is_cancelled:
            raise VolunteerError(_("This shift is cancelled."))
        if (locked.starts_at, locked.ends_at) == (starts_at, ends_at):
            return
        before = locked.starts_at
        locked.starts_at, locked.ends_at = starts_at, ends_at
        locked.sequence += 1
        locked.reminded_at = locked.risk_told_at = locked.thanked_at = None
        locked.save(
            update_fields=[
                *("starts_at", "ends_at", "sequence"),
                *("reminded_at", "risk_told_at", "thanked_at"),
            ]
        )
        for signup in _active(locked):
            _move_signup(locked, signup, before)
    generation.bump()


def _move_signup(shift: Shift, signup: SignUp, before: dt.datetime) -> None:
    try:
        with transaction.atomic():
            signup.starts_at, signup.ends_at = shift.starts_at, shift.ends_at
            signup.save(update_fields=["starts_at", "ends_at"])
    except IntegrityError:
        finish(shift, signup, EndReason.OVERLAP)
        notifications.ended(signup)
    else:
        notifications.moved(signup, sequence=shift.sequence, before=before)


def cancel(shift: Shift, *, reason: str = "") -> None:
    """Call the shift off: everybody who has to do with it is told once."""
    with changing(shift) as locked:
        if locked.is_cancelled:
            return
        locked.state, locked.reason = ShiftState.CANCELLED, reason[:200]
        locked.sequence += 1
        locked.save(update_fields=["state", "reason", "sequence"])
        for signup in _active(locked):
            finish(locked, signup, EndReason.CANCELLED)
            notifications.ended(signup, note=locked.reason)
    generation.bump()


def sync(key: uuid.UUID) -> None:
    """Bring the shifts of the series with this translation key into step with its dates."""
    for shift in stale_shifts().filter(occurrence__series__translation_key=key):
        follow(shift)


def stale_shifts() -> QuerySet[Shift]:
    """Shifts of dates that were changed since: called off, or moved."""
    ahead = Shift.objects.filter(
        state=ShiftState.PLANNED, ends_at__gt=timezone.now(), occurrence__isnull=False
    )
    is_changed = ~Q(date_sequence=F("occurrence__sequence"))
    return ahead.filter(is_changed).detailed()


def follow(shift: Shift) -> None:
    """Do to *shift* what was done to its date."""
    occurrence = shift.occurrence
    if occurrence is None:
        return
    if occurrence.state in (State.CANCELLED, State.WITHDRAWN):
        cancel(shift, reason=occurrence.note)
        return
    move(
        shift,
        starts_at=occurrence.start - dt.timedelta(minutes=shift.minutes_before),
        ends_at=occurrence.end + dt.timedelta(minutes=shift.minutes_after),
    )
    Shift.objects.filter(pk=shift.pk).update(date_sequence=occurrence.sequence)


def _active(shift: Shift) -> list[SignUp]:
    rows = SignUp.objects.active().filter(pool=shift).select_related("volunteer__reader__user")
    return list(rows.exclude(status=Status.ENTERED).order_by("pk"))


def _check_span(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise VolunteerError(_("The shift must end after it starts."), field="ends")
    if ends_at - starts_at > LONGEST:
        raise VolunteerError(_("No shift is longer than 16 hours."), field="ends")
