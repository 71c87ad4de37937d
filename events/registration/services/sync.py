"""Keep the places of every date in step with what was published of its series."""

import datetime as dt
import uuid

from django.db.models import Max, Min
from django.utils import timezone

from events.enums import WITHOUT_PLACES, State
from events.models import EventSeries, Occurrence
from events.places import services as places
from events.registration.models import Pool
from events.registration.windows import windows

from .draws import prepare_draw
from .places import changing, dates_of

MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at", "draw_at", "release_at", "remind_at")


def sync(key: uuid.UUID) -> None:
    """Make the missing pools of the series with this translation key, and renew the others.

    Fewer places than are taken already are not possible: the editor refuses them, and where
    somebody was quicker than the editor the pool keeps what is taken.
    """
    parts = list(EventSeries.objects.parts(key))
    if not parts:
        return
    current = parts[-1]
    dates = Occurrence.objects.filter(series__in=parts, end__gt=timezone.now())
    dates = dates.exclude(state=State.WITHDRAWN)
    if current.is_for_whole_course:
        _sync_course(parts[0], current)
    else:
        _sync_dates({part.pk: part for part in parts}, list(dates.select_related("series")))
    _remove_empty(current)


def _sync_dates(parts: dict[int, EventSeries], dates: list[Occurrence]) -> None:
    known = {
        pool.occurrence_id: pool
        for pool in Pool.objects.with_event().filter(occurrence__in=[row.pk for row in dates])
    }
    fresh = []
    for row in dates:
        pool = known.get(row.pk)
        if pool:
            _renew(pool, row.start, row.end)
        elif row.series.registration not in WITHOUT_PLACES:
            fresh.append(_new(row.series, row.start, row.end, occurrence=row))
    _create(fresh)


def _sync_course(first: EventSeries, current: EventSeries) -> None:
    """One pool for all parts: it begins with the first date there is."""
    rows = Occurrence.objects.filter(series__translation_key=current.translation_key)
    span = rows.filter(state=State.SCHEDULED).aggregate(start=Min("start"), end=Max("end"))
    if span["start"] is None:
        return
    pool = Pool.objects.with_event().filter(series=first).first()
    if pool:
        pool.series = first
        _renew(pool, span["start"], span["end"])
        dates_of(pool).exclude(people=pool.taken).update(people=pool.taken)
    elif current.registration not in WITHOUT_PLACES:
        _create([_new(current, span["start"], span["end"], series=first)])


def _new(terms: EventSeries, start: dt.datetime, end: dt.datetime, **about: object) -> Pool:
    pool = Pool(**about, capacity=terms.capacity, waiting_limit=terms.waiting_limit)
    _set_moments(pool, terms, start, end)
    if terms.capacity is not None and (pool.release_at or start) > timezone.now():
        pool.reserved = min(terms.reserved_places, terms.capacity)
    return pool


def _create(pools: list[Pool]) -> None:
    Pool.objects.bulk_create(pools, ignore_conflicts=True)
    dates = [pool.occurrence for pool in pools if pool.draw_at and pool.occurrence]
    courses = [pool.series for pool in pools if pool.draw_at and pool.series]
    for pool in [
        *Pool.objects.filter(occurrence__in=dates),
        *Pool.objects.filter(series__in=courses),
    ]:
        prepare_draw(pool)


def _set_moments(pool: Pool, terms: EventSeries, start: dt.datetime, end: dt.datetime) -> bool:
    """Write down what follows from *start*; say whether anything is new."""
    before = [getattr(pool, name) for name in MOMENTS]
    moments = windows(terms, start)
    pool.starts_at, pool.ends_at = start, end
    pool.opens_at, pool.closes_at = moments.opens_at, moments.closes_at
    pool.draw_at, pool.release_at = moments.draw_at, moments.release_at
    # One that is due is left to the job, one that was sent does not come back.
    if moments.remind_at is None or moments.remind_at > timezone.now():
        pool.remind_at = moments.remind_at
    return [getattr(pool, name) for name in MOMENTS] != before


def _renew(pool: Pool, start: dt.datetime, end: dt.datetime) -> None:
    terms = pool.terms
    is_moved = _set_moments(pool, terms, start, end)
    if is_moved:
        pool.save(update_fields=MOMENTS)
    if pool.draw_at and not hasattr(pool, "draw"):
        prepare_draw(pool)
    wanted = pool.own_capacity if pool.own_capacity is not None else terms.capacity
    is_released = pool.release_at is not None and pool.release_at <= timezone.now()
    reserved = pool.reserved_taken if is_released else terms.reserved_places
    now_is = (pool.capacity, pool.waiting_limit, pool.reserved)
    if is_moved or now_is != (wanted, terms.waiting_limit, reserved):
        with changing(pool) as locked:
            places.set_capacity(locked, None if wanted is None else max(wanted, locked.taken))
            places.set_reserved(locked, locked.reserved_taken if is_released else reserved)
            locked.waiting_limit = terms.waiting_limit
            locked.save(update_fields=["waiting_limit"])


def _remove_empty(current: EventSeries) -> None:
    """Pools of the other kind that nobody ever used, after the series became (no) course."""
    rows = Pool.objects.filter(registrations=None, draw=None)
    if current.is_for_whole_course:
        rows.filter(occurrence__series__translation_key=current.translation_key).delete()
    else:
        rows.filter(series__translation_key=current.translation_key).delete()
