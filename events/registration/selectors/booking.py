"""Everything a registration is decided by, read at once."""

import datetime as dt
import uuid
import zoneinfo
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from events.models import EventSeries, Occurrence
from events.places.enums import ACTIVE
from events.registration.models import Pause, Pool, Registration
from portal.accounts.models import ConsentKind, Reader


@dataclass
class Booking:
    """One reader before the places of one event.

    *in_series* and *in_month* are how many registrations the reader has for this series, and for
    this series in the month of this date; *consents* are those given of the kinds that the event
    needs. All of it was read without a lock.
    """

    pool: Pool
    reader: Reader
    existing: uuid.UUID | None = None
    paused_until: dt.datetime | None = None
    in_series: int = 0
    in_month: int = 0
    consents: set[str] = field(default_factory=set)

    @property
    def terms(self) -> EventSeries:
        return self.pool.terms

    @property
    def occurrence(self) -> Occurrence | None:
        """The date; None where the booking is for a whole course."""
        return self.pool.occurrence

    @property
    def day(self) -> dt.date:
        """When it takes place, or begins, as the library's calendar counts: ages are told by it."""
        return self._local(self.pool.starts_at).date()

    def _local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(zoneinfo.ZoneInfo(self.terms.tz))

    def look_up_limits(self) -> None:
        """What few events ask for costs only those a query."""
        terms = self.terms
        if terms.series_limit is not None or terms.month_limit is not None:
            dates = [self._local(moment) for moment in _dates_of(self.reader, terms)]
            month = (self.day.year, self.day.month)
            self.in_series = len(dates)
            self.in_month = sum((date.year, date.month) == month for date in dates)
        needed = {
            ConsentKind.PHOTO: terms.needs_photo_consent,
            ConsentKind.CHILDREN: terms.needs_children_consent,
        }
        for kind, is_needed in needed.items():
            if is_needed and self.reader.consents.covers(kind):
                self.consents.add(kind.value)


def booking(reader: Reader, uid: uuid.UUID) -> Booking | None:
    """*reader* before the date *uid* or the course it belongs to; one query for most dates.

    None where there is nothing to be had: no such date, or one without registration.
    """
    pool = _standing(reader).filter(occurrence__uid=uid).first()
    if pool is None:
        key = Occurrence.objects.filter(uid=uid).values("series__translation_key")[:1]
        pool = _standing(reader).filter(series__translation_key=Subquery(key)).first()
    if pool is None:
        return None
    found = Booking(
        pool=pool, reader=reader, existing=pool.existing, paused_until=pool.paused_until
    )
    found.look_up_limits()
    return found


def _standing(reader: Reader) -> Any:
    """Pools with the event and with what every registration asks of the reader."""
    mine = Registration.objects.filter(reader=reader, status__in=ACTIVE, pool=OuterRef("pk"))
    pauses = Pause.objects.in_force().filter(reader=reader).order_by("-until")
    return (
        Pool.objects.select_related("occurrence__series", "series")
        .annotate(
            existing=Subquery(mine.order_by().values("uid")[:1]),
            paused_until=Subquery(pauses.values("until")[:1]),
        )
        .order_by()
    )


def _dates_of(reader: Reader, series: EventSeries) -> QuerySet[Registration, dt.datetime]:
    """The dates of *series* for which the reader has a registration."""
    key = series.translation_key
    rows = Registration.objects.filter(reader=reader, status__in=ACTIVE)
    of_series = Q(pool__occurrence__series__translation_key=key)
    of_course = Q(pool__series__translation_key=key)
    return rows.filter(of_series | of_course).values_list("pool__starts_at", flat=True)
