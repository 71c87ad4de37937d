"""Changes staff make to a single date. Each pins what it changed against later edits."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import State
from events.errors import EventError
from events.models import Occurrence
from portal.core import generation

from .planner import is_wanted

CHANGEABLE = {"library", "space", "space_en", "presenter", "presenter_en"}
NOTES = {"note", "note_en"}


def cancel(occurrence: Occurrence, *, note: str = "", note_en: str = "") -> Occurrence:
    """Call a session off: it stays visible, struck through, with the reason."""
    return _change(occurrence, state=State.CANCELLED, note=note, note_en=note_en)


@transaction.atomic
def reinstate(occurrence: Occurrence) -> Occurrence:
    """Let a cancelled session take place after all, even if the rule no longer gives its date."""
    if occurrence.state != State.CANCELLED:
        raise EventError(_("This session is not cancelled."))
    if not occurrence.series.live:
        raise EventError(_("The page is not published; publish it first."))
    pin = [] if is_wanted(occurrence) else ["date"]
    return _change(occurrence, pin=pin, state=State.SCHEDULED, note="", note_en="")


def keep(occurrence: Occurrence) -> Occurrence:
    """Let a session that the rule no longer gives take place all the same."""
    if occurrence.state != State.UNDECIDED:
        raise EventError(_("Nothing is to be decided about this session."))
    return _change(occurrence, state=State.SCHEDULED, pin=["date"])


def change(occurrence: Occurrence, **values: Any) -> Occurrence:
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
    return _change(occurrence, pin=_pins(values), **values)


def _check_span(start: dt.datetime, end: dt.datetime) -> None:
    if end <= start:
        raise EventError(_("The session must end after it starts."))


def _pins(values: dict[str, Any]) -> list[str]:
    names = {"start" if name == "end" else name for name in values if name not in NOTES}
    return ["library_id" if name == "library" else name for name in names]


@transaction.atomic
def _change(occurrence: Occurrence, *, pin: list[str] | None = None, **values: Any) -> Occurrence:
    """Write *values* under a lock and see that calendars and people learn of it."""
    # The series is read after the lock: the row may just have gone over to another part.
    row = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
    if row.state == State.WITHDRAWN:
        raise EventError(_("This date was withdrawn; add an extra date instead."))
    for name, value in values.items():
        setattr(row, name, value)
    if "state" in values:
        row.cancelled_with_series = False
    row.pinned = sorted({*row.pinned, *(pin or [])})
    row.set_local_dates(row.series.tz)
    row.touch(timezone.now())
    row.notice_due = row.notice_due or row.people > 0
    row.save()
    generation.bump()
    return row
