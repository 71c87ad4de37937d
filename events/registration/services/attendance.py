"""Who came: by the tick of a name, a QR code or a number of heads."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Occurrence
from events.places.enums import Status
from events.registration.enums import Presence
from events.registration.errors import RegistrationError
from events.registration.models import Attendance, Attendee, HeadCount, Registration

from . import pauses


def mark(
    attendee: Attendee, occurrence: Occurrence, state: Presence | None, *, by: Any = None
) -> None:
    """Note that somebody came or stayed away; None takes the mark back. Safe to repeat."""
    if not Registration.objects.of_occurrence(occurrence).filter(attendees=attendee).exists():
        raise RegistrationError(_("This person is not registered for this date."))
    if state is None:
        Attendance.objects.filter(attendee=attendee, occurrence=occurrence).delete()
        return
    Attendance.objects.update_or_create(
        attendee=attendee, occurrence=occurrence, defaults={"state": state, "by": by}
    )


@transaction.atomic
def close(occurrence: Occurrence, *, by: Any = None) -> int:
    """Say that everybody with a place who was not ticked stayed away; answers how many.

    Families none of whom came are counted, and paused where they do that repeatedly.
    """
    unmarked = Attendee.objects.filter(
        registration__in=Registration.objects.of_occurrence(occurrence).filter(
            status=Status.CONFIRMED
        )
    ).exclude(attendances__occurrence=occurrence)
    rows = [
        Attendance(attendee=head, occurrence=occurrence, state=Presence.NO_SHOW, by=by)
        for head in unmarked
    ]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    if occurrence.series.no_show_rule:
        pauses.pause_absent(occurrence)
    return len(rows)


def count_heads(
    occurrence: Occurrence, *, children: int | None, adults: int | None, by: Any = None
) -> HeadCount:
    """Enter how many were there. None means not counted; 0 means that nobody came."""
    count, _is_new = HeadCount.objects.update_or_create(
        occurrence=occurrence, defaults={"children": children, "adults": adults, "by": by}
    )
    return count
