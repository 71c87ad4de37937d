"""Pauses for families who repeatedly have places and stay away."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Occurrence
from events.places.enums import Status
from events.registration.enums import Presence
from events.registration.models import Attendance, Pause, Registration
from portal.accounts.models import Reader


def pause_absent(occurrence: Occurrence) -> int:
    """Pause the readers for whom staying away from *occurrence* was once too often."""
    here = no_shows().filter(attendees__attendances__occurrence=occurrence)
    readers = Reader.objects.filter(registrations__in=here).distinct()
    return sum(_pause_if_due(reader) for reader in readers)


def no_shows() -> QuerySet[Registration]:
    """Registrations of which nobody came, as far as anybody has said."""
    marks = Attendance.objects.filter(attendee__registration=OuterRef("pk"))
    return Registration.objects.filter(
        Exists(marks.filter(state=Presence.NO_SHOW)),
        ~Exists(marks.filter(state=Presence.CAME)),
        status=Status.CONFIRMED,
        reader__isnull=False,
    )


def _pause_if_due(reader: Reader) -> bool:
    """Only what happened since the last pause counts."""
    now = timezone.now()
    since = now - dt.timedelta(days=settings.PORTAL_NO_SHOW_DAYS)
    last = reader.pauses.first()
    if last:
        since = max(since, last.lifted_at or last.since)
    count = no_shows().filter(reader=reader, pool__starts_at__gt=since).count()
    if count < settings.PORTAL_NO_SHOW_LIMIT:
        return False
    reader.pauses.create(
        since=now,
        until=now + dt.timedelta(days=settings.PORTAL_PAUSE_DAYS),
        reason=_("Places for %(count)d dates stayed empty.") % {"count": count},
    )
    return True


def lift_pause(pause: Pause, *, by: Any) -> None:
    """Let the reader book again at once."""
    Pause.objects.in_force().filter(pk=pause.pk).update(lifted_at=timezone.now(), lifted_by=by)
