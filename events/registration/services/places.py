"""The places of one event, locked, changed, and handed on to who waits: always in this order.

Whoever locks a pool may lock dates afterwards, never the other way round.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from events.enums import State
from events.models import Occurrence
from events.places import services as places
from events.places.errors import PlacesError
from events.registration import notifications
from events.registration.errors import RegistrationError
from events.registration.models import Pool


@contextmanager
def changing(pool: Pool) -> Iterator[Pool]:
    """The locked row of *pool*; on leaving, who waits moves up and the dates learn the number."""
    with places.waiting_briefly(), transaction.atomic():
        locked = places.lock(pool)
        before = locked.taken
        try:
            yield locked
        except PlacesError as error:
            raise RegistrationError(str(error), field="party") from error
        notifications.moved_up(_promote(locked))
        shift_people(locked, locked.taken - before)


def _promote(pool: Pool) -> list:
    now = timezone.now()
    if not pool.waiting or not takes_place(pool, now):
        return []
    hours = dt.timedelta(hours=pool.terms.offer_hours)
    offer_until = min(now + hours, pool.starts_at) if hours and pool.starts_at > now else None
    return places.promote(pool, offer_until=offer_until)


def takes_place(pool: Pool, now: dt.datetime) -> bool:
    """Whether there is still something to have places for."""
    is_on = pool.occurrence is None or pool.occurrence.state == State.SCHEDULED
    return pool.terms.live and is_on and pool.ends_at > now


def shift_people(pool: Pool, number: int) -> None:
    """Let the dates of *pool* know that *number* more people (or fewer) have a place."""
    if number:
        dates_of(pool).update(people=F("people") + number)


def dates_of(pool: Pool) -> QuerySet[Occurrence]:
    """The date itself, or those of the course that can still be attended."""
    if pool.occurrence_id:
        return Occurrence.objects.filter(pk=pool.occurrence_id)
    rows = Occurrence.objects.filter(series__translation_key=pool.terms.translation_key)
    return rows.filter(end__gt=timezone.now()).exclude(state=State.WITHDRAWN)


def dates_of_all(pool: Pool) -> QuerySet[Occurrence]:
    """The date itself, or every date of the course, past ones too."""
    if pool.occurrence_id:
        return Occurrence.objects.filter(pk=pool.occurrence_id)
    return Occurrence.objects.filter(series__translation_key=pool.terms.translation_key)


def set_capacity(pool: Pool, capacity: int | None) -> None:
    """Give one date its own number of places; None goes back to that of the series."""
    with changing(pool) as locked:
        locked.own_capacity = capacity
        locked.save(update_fields=["own_capacity"])
        places.set_capacity(locked, locked.terms.capacity if capacity is None else capacity)
