"""Changes staff make to single dates. Each pins what it changed against later edits.

*seen* is the sequence of the date as the member of staff saw it: if somebody else has changed it
since, nothing is changed and `StaleError` says so.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import State
from events.errors import EventError, StaleError
from events.models import Occurrence
from events.notifications import announce_change, state_of
from events.signals import announce
from portal.core import generation

from .planner import is_wanted

CHANGEABLE = {"library", "space", "space_en", "presenter", "presenter_en"}
NOTES = {"note", "note_en"}


@dataclass
class Outcome:
    """What became of several dates: those changed, those somebody else changed meanwhile."""

    done: list[Occurrence] = field(default_factory=list)
    stale: list[Occurrence] = field(default_factory=list)

    @property
    def people(self) -> int:
        return sum(row.people for row in self.done)


def cancel(
    occurrence: Occurrence, *, note: str = "", note_en: str = "", seen: int | None = None
) -> Occurrence:
    """Call a session off: it stays visible, struck through, with the reason."""
    return _change(occurrence, seen=seen, state=State.CANCELLED, note=note, note_en=note_en)


@transaction.atomic
def cancel_many(dates: Mapping[int, int | None], *, note: str = "", note_en: str = "") -> Outcome:
    """Call several sessions off with one reason. *dates* are keys with the sequence seen of each.

    One that somebody else has changed meanwhile is left as it is.
    """
    outcome = Outcome()
    # The order in which the planner locks rows, so that the two never wait for each other.
    rows = Occurrence.objects.filter(pk__in=dates).order_by("start", "pk").select_for_update()
    for row in rows:
        if row.state == State.CANCELLED or dates[row.pk] not in (None, row.sequence):
            outcome.stale.append(row)
        else:
            outcome.done.append(cancel(row, note=note, note_en=note_en))
    return outcome


@transaction.atomic
def reinstate(occurrence: Occurrence, *, seen: int | None = None) -> Occurrence:
    """Let a cancelled session take place after all, even if the rule no longer gives its date."""
    if occurrence.state != State.CANCELLED:
        raise EventError(_("This session is not cancelled."))
    if not occurrence.series.live:
        raise EventError(_("The page is not published; publish it first."))
    pin = [] if is_wanted(occurrence) else ["date"]
    return _change(occurrence, seen=seen, pin=pin, state=State.SCHEDULED, note="", note_en="")


@transaction.atomic
def keep(occurrence: Occurrence, *, seen: int | None = None, **values: Any) -> Occurrence:
    """Let a session that the rule no longer gives take place all the same, perhaps changed."""
    if occurrence.state != State.UNDECIDED:
        raise EventError(_("Nothing is to be decided about this session."))
    row = _change(occurrence, seen=seen, state=State.SCHEDULED, pin=["date"])
    return change(row, **values) if values else row


def take_place(occurrence: Occurrence) -> Occurrence:
    """Undo a cancellation, or decide that an undecided session takes place."""
    if occurrence.state == State.UNDECIDED:
        return keep(occurrence, seen=occurrence.sequence)
    return reinstate(occurrence, seen=occurrence.sequence)


def change(occurrence: Occurrence, *, seen: int | None = None, **values: Any) -> Occurrence:
    """Move one session, or give it another place or presenter.

    *values* may be `start` and `end` (instants), `library`, `space`, `presenter`, their English
    forms, and `note`. Moving the start alone moves the end with it.
    """
    if unknown := set(values) - CHANGEABLE - NOTES - {"start", "end"}:
        raise TypeError(f"not a field of one session: {', '.join(sorted(unknown))}")
    if "start" in values and "end" not in values:
        values["end"] = values["start"] + (occurrence.end - occurrence.start)
    if "start" in values or "end" in values:
        _check_span(values.get("start", occurrence.start), values["end"])
    return _change(occurrence, seen=seen, pin=_pins(values), **values)


def _check_span(start: dt.datetime, end: dt.datetime) -> None:
    if end <= start:
        raise EventError(_("The session must end after it starts."))


def _pins(values: dict[str, Any]) -> list[str]:
    names = {"start" if name == "end" else name for name in values if name not in NOTES}
    return ["library_id" if name == "library" else name for name in names]


@transaction.atomic
def _change(
    occurrence: Occurrence,
    *,
    seen: int | None = None,
    pin: list[str] | None = None,
    **values: Any,
) -> Occurrence:
    """Write *values* under a lock and see that calendars and people learn of it."""
    # The series is read after the lock: the row may just have gone over to another part.
    row = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
    if row.state == State.WITHDRAWN:
        raise EventError(_("This date was withdrawn; add an extra date instead."))
    if seen is not None and row.sequence != seen:
        raise StaleError(
            _("Somebody else has just changed this date. Look at it again, then make your change.")
        )
    before = state_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    if "state" in values:
        row.cancelled_with_series = False
    row.pinned = sorted({*row.pinned, *(pin or [])})
    row.set_local_dates(row.series.tz)
    row.touch(timezone.now())
    row.notice_due = row.notice_due or row.people > 0
    row.save()
    announce_change(row, before)
    generation.bump()
    announce(row.series)
    return row
