"""Everything a registration is decided by, read at once."""

import datetime as dt
import uuid
import zoneinfo
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth

from events.models import EventSeries, Occurrence
from events.places.enums import ACTIVE
from events.registration.models import Pause, Pool, Registration
from portal.accounts.models import Consent, ConsentKind, ConsentText, Reader

from .places import of_date


@dataclass
class Booking:
    """One reader before the places of one event.

    *in_series* and *in_month* are how many registrations the reader has for this series, and for
    this series in the month of this date. All of it was read without a lock.
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
        return self.pool.starts_at.astimezone(zoneinfo.ZoneInfo(self.terms.tz)).date()


def booking(reader: Reader, uid: uuid.UUID) -> Booking | None:
    """*reader* before the date *uid* or the course it belongs to, in one query.

    None where there is nothing to be had: no such date, or one without registration.
    """
    standing = Registration.objects.filter(reader=reader, status__in=ACTIVE)
    in_series = standing.filter(
        Q(pool__occurrence__series__translation_key=OuterRef("key"))
        | Q(pool__series__translation_key=OuterRef("key"))
    )
    in_month = in_series.annotate(month=TruncMonth("pool__starts_at")).filter(
        month=OuterRef("month")
    )
    pool = (
        Pool.objects.with_event()
        .filter(of_date(uid))
        .annotate(
            key=Coalesce("occurrence__series__translation_key", "series__translation_key"),
            month=TruncMonth("starts_at"),
            existing=Subquery(standing.filter(pool=OuterRef("pk")).values("uid")[:1]),
            paused_until=Subquery(
                Pause.objects.in_force()
                .filter(reader=reader)
                .order_by("-until")
                .values("until")[:1]
            ),
            in_series=_count(in_series),
            in_month=_count(in_month),
            agrees_to_photos=_agrees(reader, ConsentKind.PHOTO),
            agrees_about_children=_agrees(reader, ConsentKind.CHILDREN),
        )
        .first()
    )
    if pool is None:
        return None
    consents = {
        ConsentKind.PHOTO.value: pool.agrees_to_photos,
        ConsentKind.CHILDREN.value: pool.agrees_about_children,
    }
    return Booking(
        pool=pool,
        reader=reader,
        existing=pool.existing,
        paused_until=pool.paused_until,
        in_series=pool.in_series,
        in_month=pool.in_month,
        consents={kind for kind, is_given in consents.items() if is_given},
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(one=F("reader")).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")[:1]), 0)


def _agrees(reader: Reader, kind: str) -> Exists:
    """Whether the reader's consent to the text of *kind* in force stands."""
    current = ConsentText.objects.published().filter(kind=kind).order_by("-version").values("pk")
    return Exists(Consent.objects.active().filter(reader=reader, text=Subquery(current[:1])))
