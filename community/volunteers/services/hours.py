"""Who was there, and for how long: each change leaves an entry in the ledger."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers.enums import EntryKind, Mark
from community.volunteers.errors import VolunteerError
from community.volunteers.models import HoursEntry, Shift, SignUp
from events.places.enums import Status

OPENS_BEFORE = dt.timedelta(minutes=30)
# Nobody is credited with more than this beyond the planned time without a reason.
OVERTIME = 60
LONGEST = 24 * 60


@contextmanager
def _marking(signup: SignUp, *, by: Any, reason: str = "") -> Iterator[SignUp]:
    """The locked row; on leaving, the ledger is brought into step with its minutes."""
    with transaction.atomic():
        rows = SignUp.objects.select_for_update(of=["self"], no_key=True)
        row = rows.select_related("pool").get(pk=signup.pk)
        if row.status != Status.CONFIRMED:
            raise VolunteerError(_("Only somebody who has a place can be marked."))
        if row.pool.starts_at - OPENS_BEFORE > timezone.now():
            raise VolunteerError(_("This shift has not begun yet."))
        yield row
        row.save(update_fields=["mark", "came_at", "left_at", "minutes"])
        _settle(row, by=by, reason=reason)
    for name in ("mark", "came_at", "left_at", "minutes"):
        setattr(signup, name, getattr(row, name))


def _settle(signup: SignUp, *, by: Any, reason: str) -> None:
    entries = HoursEntry.objects.filter(signup=signup)
    difference = signup.minutes - entries.total()
    if not difference:
        return
    is_first = not entries.exists()
    kind = EntryKind.ATTENDED if is_first and not reason else EntryKind.CORRECTION
    HoursEntry.objects.create(
        signup=signup,
        volunteer_id=signup.volunteer_id,
        kind=kind,
        minutes=difference,
        reason=reason or ("" if kind == EntryKind.ATTENDED else _("The attendance was changed.")),
        by=by,
    )


def check_in(signup: SignUp, *, by: Any = None) -> None:
    """Somebody has come. The time is credited when they leave, or when the list is closed."""
    with _marking(signup, by=by) as row:
        if row.mark != Mark.CAME:
            row.mark, row.came_at, row.left_at = Mark.CAME, timezone.now(), None


def check_out(signup: SignUp, *, by: Any = None) -> None:
    """Somebody goes: the time from coming to going counts, an hour over the plan at most."""
    with _marking(signup, by=by) as row:
        if row.mark != Mark.CAME or row.came_at is None:
            raise VolunteerError(_("Nobody has noted when they came."))
        if row.left_at is None:
            row.left_at = timezone.now()
            spent = int((row.left_at - row.came_at).total_seconds()) // 60
            row.minutes = max(0, min(spent, row.pool.minutes + OVERTIME))


def mark_no_show(signup: SignUp, *, by: Any = None) -> None:
    with _marking(signup, by=by) as row:
        row.mark, row.minutes, row.came_at, row.left_at = Mark.NO_SHOW, 0, None, None


def undo(signup: SignUp, *, by: Any = None) -> None:
    """Take back what was said of the attendance."""
    with _marking(signup, by=by) as row:
        row.mark, row.minutes, row.came_at, row.left_at = "", 0, None, None


def correct(signup: SignUp, minutes: int, *, reason: str, by: Any) -> None:
    """Say how long it really was, and why that is known."""
    if not reason.strip():
        raise VolunteerError(_("Say why; the reason is kept."), field="reason")
    if not 0 <= minutes <= LONGEST:
        raise VolunteerError(_("Between 0 and 24 hours."), field="minutes")
    with _marking(signup, by=by, reason=reason.strip()[:200]) as row:
        row.mark, row.minutes = Mark.CAME, minutes
        row.came_at = row.came_at or row.pool.starts_at
        row.left_at = row.left_at or row.pool.ends_at


def close(shift: Shift, *, by: Any = None) -> int:
    """Credit the planned time to who came and was not checked out; who was not ticked stayed away.

    Answers how many stayed away.
    """
    if not shift.has_begun:
        raise VolunteerError(_("This shift has not begun yet."))
    settle_open(shift, by=by)
    absent = SignUp.objects.filter(pool=shift, status=Status.CONFIRMED, mark="")
    rows = list(absent)
    for signup in rows:
        mark_no_show(signup, by=by)
    return len(rows)


def settle_open(shift: Shift, *, by: Any = None) -> None:
    """Nobody loses their hours because nobody noted when they went."""
    rows = SignUp.objects.filter(
        pool=shift, status=Status.CONFIRMED, mark=Mark.CAME, left_at__isnull=True, minutes=0
    )
    for signup in rows:
        with _marking(signup, by=by) as row:
            row.left_at, row.minutes = row.pool.ends_at, row.pool.minutes
