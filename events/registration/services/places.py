"""The places of one event, locked, changed, and handed on to who waits: always in this order.

Whoever locks a pool may lock dates afterwards, never the other way round.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import F, QuerySet, prefetch_related_objects
from django.utils import timezone

from events.enums import State
from events.models import Occurrence
from events.places import services as places
from events.places.errors import PlacesError
from events.places.steps import Step
from events.registration import notifications
from events.registration.errors import RegistrationError
from events.registration.models import Pool, Registration


@contextmanager
def changing(pool: Pool) -> Iterator[Pool]:
    """The locked row of *pool*; on leaving, who waits moves up and the dates learn the number.

    The event is read before: while the row is locked, all others wait.
    """
    event = Pool.objects.select_related("occurrence__series", "series").get(pk=pool.pk)
    with places.waiting_briefly(), transaction.atomic():
        locked = places.lock(pool)
        locked.occurrence, locked.series = event.occurrence, event.series
        before = locked.taken
        try:
            yield locked
        except PlacesError as error:
            raise RegistrationError(str(error), field="party") from error
        _promote(locked)
        shift_people(locked, locked.taken - before)


def _promote(pool: Pool) -> None:
    now = timezone.now()
    if not pool.waiting or not takes_place(pool, now):
        return
    hours = dt.timedelta(hours=pool.terms.offer_hours)
    offer_until = min(now + hours, pool.starts_at) if hours and pool.starts_at > now else None
    promoted = places.promote(pool, offer_until=offer_until)
    prefetch_related_objects(promoted, "reader")
    notifications.moved_up(promoted)


def takes_place(pool: Pool, now: dt.datetime) -> bool:
    """Whether there is still something to have places for."""
    is_on = pool.occurrence is None or pool.occurrence.state == State.SCHEDULED
    return pool.terms.live and is_on and pool.ends_at > now


def shift_people(pool: Pool, number: int) -> None:
    """Let the dates of *pool* know that *number* more people (or fewer) have a place."""
    if number:
        dates_of(pool).update(people=F("people") + number)


def counting_people(registration: Registration) -> list[Step]:
    """The same in one piece with a new *registration*, if it was decided that it has places."""
    pool = registration.pool
    dates = (
        [pool.occurrence_id] if pool.occurrence_id else dates_of(pool).values_list("pk", flat=True)
    )
    keys = {f"date_{number}": pk for number, pk in enumerate(dates)}
    if not keys:
        return []
    sql = f"""
        UPDATE {connection.ops.quote_name(Occurrence._meta.db_table)}
        SET people = people + %(people)s
        WHERE id IN ({", ".join(f"%({key})s" for key in keys)})
            AND EXISTS (SELECT 1 FROM decided WHERE decided.status = 'confirmed')
    """  # noqa: S608 - names and numbers of our own
    return [Step("dates", sql, {"people": registration.people, **keys})]


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
