"""What time brings: one function for the clock of the portal (`manage.py run_volunteers`)."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, fields

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from community.volunteers import notifications
from community.volunteers.enums import Mark, ShiftState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Shift, SignUp, Volunteer
from community.volunteers.selectors import at_risk
from events.places.enums import Status
from portal.accounts.models import Consent, ConsentKind, ConsentText

from .forgetting import forget_emergency_contacts
from .hours import settle_open
from .joining import give_back_coming
from .shifts import follow, stale_shifts
from .signing import expire_offers

REMINDS = dt.timedelta(hours=24)
THANKS = dt.timedelta(hours=20)
LOOKS_BACK = dt.timedelta(days=7)

logger = logging.getLogger(__name__)


@dataclass
class Done:
    """How many shifts followed their event, offers expired, … this time."""

    followed: int = 0
    expired: int = 0
    reminded: int = 0
    at_risk: int = 0
    thanked: int = 0
    lapsed: int = 0
    forgotten: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))


def run_due() -> Done:
    """Do what is due now. Each shift is done by itself; running it twice does nothing twice."""
    return Done(
        followed=_each(stale_shifts(), follow),
        expired=_each(_with_expired_offers(), expire_offers),
        reminded=_each(_to_remind(), _remind),
        at_risk=_each(_to_warn(), _warn),
        thanked=_each(_to_thank(), _thank),
        lapsed=_each(_lapsed(), _give_back),
        forgotten=forget_emergency_contacts(),
    )


def _each(rows: QuerySet, work: Callable[..., object]) -> int:
    done = 0
    for row in rows:
        try:
            work(row)
        except (VolunteerError, DatabaseError):
            logger.exception("%s of %s %s failed", work.__name__, type(row).__name__, row.pk)
        else:
            done += 1
    return done


def _planned() -> QuerySet[Shift]:
    return Shift.objects.filter(state=ShiftState.PLANNED).detailed()


def _with_expired_offers() -> QuerySet[Shift]:
    expired = SignUp.objects.filter(status=Status.OFFERED, offered_until__lte=timezone.now())
    return _planned().filter(pk__in=expired.values("pool"))


def _to_remind() -> QuerySet[Shift]:
    now = timezone.now()
    return _planned().filter(
        reminded_at__isnull=True, starts_at__gt=now, starts_at__lte=now + REMINDS
    )


@transaction.atomic
def _remind(shift: Shift) -> None:
    if _note(shift, "reminded_at"):
        notifications.reminder(shift, _confirmed(shift))


def _to_warn() -> QuerySet[Shift]:
    return at_risk(_planned().filter(risk_told_at__isnull=True))


@transaction.atomic
def _warn(shift: Shift) -> None:
    if _note(shift, "risk_told_at"):
        notifications.tell_staff_of_risk(shift)


def _to_thank() -> QuerySet[Shift]:
    now = timezone.now()
    return _planned().filter(
        thanked_at__isnull=True, ends_at__lte=now - THANKS, ends_at__gt=now - LOOKS_BACK
    )


@transaction.atomic
def _thank(shift: Shift) -> None:
    settle_open(shift)
    if _note(shift, "thanked_at"):
        notifications.thanks(_confirmed(shift).filter(mark=Mark.CAME))


def _note(shift: Shift, field: str) -> bool:
    """Whether it is this process that does it: the other one finds the moment set."""
    rows = Shift.objects.filter(pk=shift.pk, **{f"{field}__isnull": True})
    return bool(rows.update(**{field: timezone.now()}))


def _confirmed(shift: Shift) -> QuerySet[SignUp]:
    rows = SignUp.objects.filter(pool=shift, status=Status.CONFIRMED, volunteer__isnull=False)
    return rows.select_related("volunteer__reader__user")


def _lapsed() -> QuerySet[Volunteer]:
    """Minors with shifts to come whose guardian no longer consents."""
    text = ConsentText.objects.current(ConsentKind.VOLUNTEER)
    standing = Consent.objects.active().filter(member=OuterRef("member"), text=text)
    coming = SignUp.objects.active().filter(volunteer=OuterRef("pk"), starts_at__gt=timezone.now())
    rows = Volunteer.objects.filter(Exists(coming), member__isnull=False)
    return rows.filter(~Exists(standing)).select_related("member", "reader")


def _give_back(volunteer: Volunteer) -> None:
    if volunteer.is_minor_on(timezone.localdate()):
        give_back_coming(volunteer)
