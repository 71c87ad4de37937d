"""A reader's shifts, and those of the family, in their own calendar."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers.models import SignUp
from community.volunteers.selectors import of_reader
from events.feeds.text import absolute
from events.places.enums import ACTIVE, Status
from events.registration.calendar import on_own_calendar
from events.schedule.ical import CalendarEvent
from portal.accounts.models import Reader

BACK = dt.timedelta(days=60)
# Calendars take over an event only when its sequence rises: with each step a sign-up takes.
STEPS = [Status.WAITING, Status.OFFERED, Status.CONFIRMED]


def connect() -> None:
    on_own_calendar(shifts_of)


def shifts_of(reader: Reader) -> list[CalendarEvent]:
    """What lies ahead, and what was of late; who comes is said by name, nothing more."""
    rows = of_reader(reader).filter(status__in=ACTIVE, ends_at__gt=timezone.now() - BACK)
    return [_event(row) for row in rows.order_by("starts_at", "pk")]


def _event(row: SignUp) -> CalendarEvent:
    shift, status = row.pool, Status(row.status)
    task = shift.opportunity
    title = _("Volunteering: %(title)s") % {"title": task.label}
    if status != Status.CONFIRMED:
        title = _("[%(state)s] %(title)s") % {"state": status.label, "title": title}
    where = [task.library.label, task.place_label, task.library.address_label]
    return CalendarEvent(
        uid=f"{row.uid}@{settings.PORTAL_ICAL_HOST}",
        sequence=shift.sequence * 10 + STEPS.index(status),
        modified=row.created_at,
        start=row.starts_at,
        end=row.ends_at,
        summary=title,
        url=absolute(row.get_absolute_url()),
        location=" ".join(filter(None, where)),
        description=row.volunteer.name if row.volunteer else "",
    )
