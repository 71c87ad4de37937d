"""Everything a registration is decided by, read at once."""

import datetime as dt
import uuid
import zoneinfo
from dataclasses import dataclass, field
from functools import cache

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from events.models import EventSeries, Occurrence
from events.places.enums import ACTIVE
from events.registration.models import Pause, Pool, Registration
from portal.accounts.models import ConsentKind, Reader

from .columns import Columns


@dataclass
class Booking:
    """One reader before the places of one event.

    *in_series* and *in_month* are how many registrations the reader has for this series, and for
    this series in the month of this date; *consents* are those given of the kinds that the event
    needs. All of it was read without a lock.
    """

    pool: Pool
    reader: Reader
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

    @cached_property
    def existing(self) -> uuid.UUID | None:
        """The registration of the reader, if there is one: asked only by who wants to know."""
        mine = Registration.objects.active().filter(reader=self.reader, pool=self.pool)
        return mine.order_by().values_list("uid", flat=True).first()

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
    found = _read(reader, uid, OF_DATE) or _read(reader, uid, OF_COURSE)
    if found:
        found.look_up_limits()
    return found


POOL = Columns(Pool, "pool")
OCCURRENCE = Columns(Occurrence, "occurrence")
SERIES = Columns(EventSeries, "series", without=["words"])
PAUSE = Columns(Pause, "pause")
TABLES = {
    "pools": Pool._meta.db_table,
    "occurrences": Occurrence._meta.db_table,
    "all_series": EventSeries._meta.db_table,
    "pauses": Pause._meta.db_table,
}
# Places, event, terms and what stands against the reader, at once.
READ = """
    SELECT {pool}, {occurrence}, {series}, {pause}
    FROM {pools} pool
    LEFT JOIN {occurrences} occurrence ON occurrence.id = pool.occurrence_id
    JOIN {all_series} series ON series.id = COALESCE(occurrence.series_id, pool.series_id)
    LEFT JOIN {pauses} pause ON pause.reader_id = %(reader)s AND pause.lifted_at IS NULL
    WHERE {wanted}
    ORDER BY pause.until DESC
    LIMIT 1
"""
OF_DATE = "pool.occurrence_id = (SELECT id FROM {occurrences} WHERE uid = %(uid)s)"
OF_COURSE = """
    pool.series_id IN (
        SELECT first.id FROM {occurrences} asked
        JOIN {all_series} part ON part.id = asked.series_id
        JOIN {all_series} first ON first.translation_key = part.translation_key
        WHERE asked.uid = %(uid)s
    )
"""


@cache
def _sql(wanted: str) -> str:
    columns = {"pool": POOL, "occurrence": OCCURRENCE, "series": SERIES, "pause": PAUSE}
    return READ.format(wanted=wanted.format(**TABLES), **columns, **TABLES)


def _read(reader: Reader, uid: uuid.UUID, wanted: str) -> Booking | None:
    number = Occurrence._meta.get_field("uid").get_db_prep_value(uid, connection)
    with connection.cursor() as cursor:
        cursor.execute(_sql(wanted), {"reader": reader.pk, "uid": number})
        values = cursor.fetchone()
    if values is None:
        return None
    row = iter(values)
    pool, occurrence = POOL.instance(row), OCCURRENCE.instance_or_none(row)
    series, pause = SERIES.instance(row), PAUSE.instance_or_none(row)
    if occurrence:
        pool.occurrence, occurrence.series = occurrence, series
    else:
        pool.series = series
    return Booking(pool=pool, reader=reader, paused_until=pause.until if pause else None)


def _dates_of(reader: Reader, series: EventSeries) -> QuerySet[Registration, dt.datetime]:
    """The dates of *series* for which the reader has a registration."""
    key = series.translation_key
    rows = Registration.objects.filter(reader=reader, status__in=ACTIVE)
    of_series = Q(pool__occurrence__series__translation_key=key)
    of_course = Q(pool__series__translation_key=key)
    return rows.filter(of_series | of_course).values_list("pool__starts_at", flat=True)
