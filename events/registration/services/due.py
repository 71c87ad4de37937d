"""What time brings: one function for the clock of the portal (`manage.py run_registrations`)."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, fields

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from events.enums import State
from events.models import Occurrence
from events.places import services as places
from events.places.enums import Status
from events.registration import notifications
from events.registration.errors import RegistrationError
from events.registration.models import Pool, Registration

from . import feedback
from .changes import expire_offers
from .draws import run_draw
from .places import changing, dates_of
from .telling import tell

logger = logging.getLogger(__name__)


@dataclass
class Done:
    """How many dates were told of, offers expired, draws made, … this time."""

    told: int = 0
    expired: int = 0
    drawn: int = 0
    released: int = 0
    reminded: int = 0
    asked: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))


def run_due() -> Done:
    """Do what is due now. Each event is done by itself; one that fails stops no other and is
    tried again the next time. Running it twice at once does nothing twice.
    """
    return Done(
        told=_each(Occurrence.objects.filter(notice_due=True).select_related("series"), tell),
        expired=_each(_with_expired_offers(), expire_offers),
        drawn=_each(_to_draw(), run_draw),
        released=_each(_to_release(), _release),
        reminded=_each(_to_remind(), _remind),
        asked=_each(feedback.to_ask(), feedback.ask),
    )


def _each(rows: QuerySet, work: Callable[..., object]) -> int:
    done = 0
    for row in rows:
        try:
            work(row)
        except (RegistrationError, DatabaseError):
            logger.exception("%s of %s %s failed", work.__name__, type(row).__name__, row.pk)
        else:
            done += 1
    return done


def _with_expired_offers() -> QuerySet[Pool]:
    expired = Registration.objects.filter(status=Status.OFFERED, offered_until__lte=timezone.now())
    return Pool.objects.with_event().filter(pk__in=expired.values("pool"))


def _to_draw() -> QuerySet[Pool]:
    return Pool.objects.with_event().filter(
        draw_at__lte=timezone.now(), ends_at__gt=timezone.now(), draw__drawn_at__isnull=True
    )


def _to_release() -> QuerySet[Pool]:
    return Pool.objects.with_event().filter(
        release_at__lte=timezone.now(), ends_at__gt=timezone.now(), reserved__gt=F("reserved_taken")
    )


def _release(pool: Pool) -> None:
    """Places kept for priority groups that none of them took are everybody's now."""
    with changing(pool) as locked:
        places.set_reserved(locked, locked.reserved_taken)


def _to_remind() -> QuerySet[Pool]:
    return Pool.objects.with_event().filter(remind_at__lte=timezone.now())


@transaction.atomic
def _remind(pool: Pool) -> None:
    """Remind of the next date, and note when to do so again: of a course each date is told."""
    coming = dates_of(pool).filter(state=State.SCHEDULED, start__gt=timezone.now())
    first, second, *_later = [*coming.order_by("start")[:2], None, None]
    if first:
        confirmed = pool.registrations.filter(status=Status.CONFIRMED).select_related("reader")
        notifications.reminder(first, confirmed)
    hours = dt.timedelta(hours=pool.terms.reminder_hours)
    next_time = second.start - hours if second else None
    Pool.objects.filter(pk=pool.pk, remind_at=pool.remind_at).update(remind_at=next_time)
