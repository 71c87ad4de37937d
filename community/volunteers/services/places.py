"""The places of one shift, locked, changed, and handed on to who waits: always in this order.

Whoever locks a person does so before the shift, never the other way round.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from community.volunteers import notifications
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp, Volunteer
from events.places import services as places
from events.places.errors import PlacesError


@contextmanager
def changing(shift: Shift) -> Iterator[Shift]:
    """The locked row of *shift*; on leaving, who waits moves up and is told."""
    with places.waiting_briefly(), transaction.atomic():
        locked = places.lock(shift)
        try:
            yield locked
        except PlacesError as error:
            raise VolunteerError(str(error)) from error
        notifications.moved_up(_promote(locked))


def _promote(shift: Shift) -> list[SignUp]:
    now = timezone.now()
    if not shift.waiting or shift.is_cancelled or shift.starts_at <= now:
        return []
    hours = dt.timedelta(hours=shift.opportunity.offer_hours)
    offer_until = min(now + hours, shift.starts_at) if hours else None
    return places.promote(shift, offer_until=offer_until)


def lock_person(volunteer: Volunteer) -> None:
    """Let nobody else sign this person up meanwhile: limits are counted over several shifts."""
    Volunteer.objects.select_for_update(no_key=True).order_by().values_list("pk").get(
        pk=volunteer.pk
    )
