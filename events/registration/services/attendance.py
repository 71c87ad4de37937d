"""Who came: by the tick of a name, a QR code or a number of heads."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Occurrence
from events.places.enums import Status
from events.registration.enums import Presence
from events.registration.errors import RegistrationError
from events.registration.models import Attendance, Attendee, HeadCount, Registration

from . import pauses


def mark(
    attendee: Attendee,
    occurrence: Occurrence,
    state: Presence | None,
    *,
    by: Any = None,
    at: dt.datetime | None = None,
) -> None:
    """Note that somebody came or stayed away; None takes the mark back. Safe to repeat.

    The last mark holds: one made earlier (*at*), and told late by a telephone that had no network,
    changes nothing.
    """
    if not Registration.objects.of_occurrence(occurrence).filter(attendees=attendee).exists():
        raise RegistrationError(_("This person is not registered for this date."))
    now = timezone.now()
    said = {"state": state or "", "by": by, "at": min(at or now, now)}
    rows = Attendance.objects.filter(attendee=attendee, occurrence=occurrence)
    if rows.filter(at__lte=said["at"]).update(**said, told_at=now):
        return
    Attendance.objects.get_or_create(attendee=attendee, occurrence=occurrence, defaults=said)


@transaction.atomic
def close(occurrence: Occurrence, *, by: Any = None) -> int:
    """Say that everybody with a place who was not ticked stayed away; answers how many.

    Families none of whom came are counted, and paused where they do that repeatedly.
    """
    parties = Registration.objects.of_occurrence(occurrence).filter(status=Status.CONFIRMED)
    heads = Attendee.objects.filter(registration__in=parties)
    now = timezone.now()
    taken_back = Attendance.objects.filter(occurrence=occurrence, attendee__in=heads, state="")
    absent = taken_back.update(state=Presence.NO_SHOW, by=by, at=now, told_at=now)
    rows = [
        Attendance(attendee=head, occurrence=occurrence, state=Presence.NO_SHOW, by=by)
        for head in heads.exclude(attendances__occurrence=occurrence)
    ]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    if occurrence.series.no_show_rule:
        pauses.pause_absent(occurrence)
    return absent + len(rows)


def count_heads(
    occurrence: Occurrence, *, children: int | None, adults: int | None, by: Any = None
) -> HeadCount:
    """Enter how many were there. None means not counted; 0 means that nobody came."""
    count, _is_new = HeadCount.objects.update_or_create(
        occurrence=occurrence, defaults={"children": children, "adults": adults, "by": by}
    )
    return count
