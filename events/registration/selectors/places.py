"""The places of dates: their pools, by one query for many."""

import uuid
from collections.abc import Iterable

from django.db.models import Q, Subquery

from events.enums import RegistrationUnit
from events.models import Occurrence
from events.places import services as places
from events.registration.models import Pool, Registration


def of_date(uid: uuid.UUID) -> Q:
    """The pool of the date with this *uid*, or of the course it belongs to."""
    key = Occurrence.objects.filter(uid=uid).values("series__translation_key")
    return Q(occurrence__uid=uid) | Q(series__translation_key=Subquery(key[:1]))


def pool_of(uid: uuid.UUID) -> Pool | None:
    """The places people take who come on the date *uid*, with its event."""
    return Pool.objects.with_event().filter(of_date(uid)).first()


def is_open_to_visitors(uid: uuid.UUID) -> bool:
    """Whether there is a date with this *uid* that everybody may see and can register for here."""
    pool = pool_of(uid)
    return pool is not None and pool.terms.is_public and pool.terms.takes_registrations


def pools_of(occurrences: Iterable[Occurrence]) -> dict[int, Pool]:
    """The pool of each of *occurrences* by their primary keys; those without one are left out."""
    rows = list(occurrences)
    courses = {
        row.series.translation_key
        for row in rows
        if row.series.registration_unit == RegistrationUnit.COURSE
    }
    pools = Pool.objects.filter(
        Q(occurrence__in=[row.pk for row in rows]) | Q(series__translation_key__in=courses)
    ).select_related("series")
    by_date = {pool.occurrence_id: pool for pool in pools if pool.occurrence_id}
    by_course = {pool.series.translation_key: pool for pool in pools if pool.series}
    found = {
        row.pk: by_date.get(row.pk) or by_course.get(row.series.translation_key) for row in rows
    }
    return {key: pool for key, pool in found.items() if pool}


def position(registration: Registration) -> int | None:
    """The number in the queue, from 1, as it is now."""
    registration.refresh_from_db(fields=["status", "order"])
    return places.position(registration)
