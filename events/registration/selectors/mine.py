"""A family's registrations, what is to come apart from what has been."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.utils import timezone

from events.enums import State
from events.models import Occurrence
from events.places.enums import ACTIVE, Status
from events.registration.models import Pool, Registration
from events.registration.models.calendar import digest_of
from events.selectors import occurrences
from portal.accounts.models import Reader

from .rosters import of_reader

CALENDAR_BACK = dt.timedelta(days=60)


def _is_coming() -> Q:
    return Q(status__in=ACTIVE, pool__ends_at__gt=timezone.now())


def coming_of_reader(reader: Reader) -> QuerySet[Registration]:
    """What lies ahead: offers, which run out, before all others, then the soonest first."""
    return _soonest(of_reader(reader).filter(_is_coming()))


def news_of_reader(reader: Reader) -> QuerySet[Registration]:
    """What lies ahead, with what the library has ended of it: nobody is to miss that."""
    is_ended = Q(pool__ends_at__gt=timezone.now()) & ~Q(end_reason="")
    return _soonest(of_reader(reader).filter(_is_coming() | is_ended))


def _soonest(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    is_offer = Case(When(status=Status.OFFERED, then=0), default=1, output_field=IntegerField())
    return rows.order_by(is_offer, "pool__starts_at", "pk")


def past_of_reader(reader: Reader) -> QuerySet[Registration]:
    """What has been or came to nothing, the latest first, with who was there."""
    rows = of_reader(reader).exclude(_is_coming())
    return rows.prefetch_related("attendees__attendances")


def reader_of_calendar(token: str) -> Reader | None:
    """Whose calendar the token opens."""
    return Reader.objects.filter(calendar_address__digest=digest_of(token)).first()


def for_calendar(reader: Reader) -> QuerySet[Registration]:
    """What a calendar shows: what lies ahead, and what people had places for of late."""
    rows = of_reader(reader).filter(status__in=ACTIVE)
    return rows.filter(pool__ends_at__gt=timezone.now() - CALENDAR_BACK).order_by(
        "pool__starts_at", "pk"
    )


def date_of(pool: Pool) -> Occurrence:
    """The date people come on; of a course the next one, or the last."""
    if pool.occurrence:
        return pool.occurrence
    dates = occurrences().filter(
        series__translation_key=pool.terms.translation_key, state=State.SCHEDULED
    )
    ahead = dates.filter(end__gt=timezone.now()).order_by("start")
    return ahead.first() or dates.order_by("-start")[:1].get()


def dates_of_registrations(
    rows: Sequence[Registration],
) -> list[tuple[Registration, list[Occurrence]]]:
    """Each registration with its date, or all those of its course, in four queries."""
    single = [row.pool.occurrence_id for row in rows if row.pool.occurrence_id]
    courses = [row.pool.terms.translation_key for row in rows if row.pool.series_id]
    found = (
        occurrences().announced().filter(Q(pk__in=single) | Q(series__translation_key__in=courses))
    )
    by_key, by_course = {}, defaultdict(list)
    for date in found.order_by("start"):
        by_key[date.pk] = date
        by_course[date.series.translation_key].append(date)
    return [
        (row, by_course[row.pool.terms.translation_key])
        if row.pool.series_id
        else (row, [date for date in [by_key.get(row.pool.occurrence_id)] if date])
        for row in rows
    ]
