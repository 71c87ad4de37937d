"""Reminding of books that are due, overdue or lie ready: each once, by one letter a card."""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.db import transaction
from django.utils import timezone

from catalog.borrowing import notifications
from catalog.borrowing.cards import system_name
from catalog.borrowing.models import LinkedCard, Reminder
from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSError, ILSUnavailable
from catalog.ils.values import Hold, HoldState, Loan, PatronRef
from catalog.systems import ils

logger = logging.getLogger(__name__)

AHEAD = dt.timedelta(days=3)
KEPT = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to tell: *about* is the same as long as it is the same thing."""

    kind: str  # "due", "overdue" or "ready"
    about: str
    title: str
    day: dt.date | None
    branch: str = ""


def remind() -> int:
    """Letters queued. Asks the library system about each card; stops when it is away."""
    if not ils().can(Capability.PATRON_SUMMARY):
        return 0
    letters = 0
    cards = LinkedCard.objects.filter(
        card__system=system_name(), card__reader__user__is_active=True
    )
    for card in cards.select_related("card__reader__user").iterator():
        try:
            letters += _remind(card)
        except ILSUnavailable as error:
            logger.warning("reminders stopped: %s", type(error).__name__)
            break
        except ILSError:
            continue  # a card that is gone; its page says so
    return letters


def _remind(card: LinkedCard) -> int:
    patron = card.patron
    if patron is None:
        return 0
    dues = _dues(patron)
    with transaction.atomic():
        told = set(Reminder.objects.filter(card=card).values_list("about", flat=True))
        fresh = [due for due in dues if due.about not in told]
        Reminder.objects.bulk_create(Reminder(card=card, about=due.about) for due in fresh)
        for kind in dict.fromkeys(due.kind for due in fresh):
            notifications.remind(card, kind, [_line(due) for due in fresh if due.kind == kind])
    return len({due.kind for due in fresh})


def _dues(patron: PatronRef) -> list[Due]:
    system, today = ils(), timezone.localdate()
    return [*_of_loans(system.loans(patron), today), *_of_holds(system.holds(patron))]


def _of_loans(loans: Sequence[Loan], today: dt.date) -> Iterable[Due]:
    for loan in loans:
        if loan.due is None or loan.due > today + AHEAD:
            continue
        kind = "overdue" if loan.due < today else "due"
        about = _about(kind, loan.loan_id, loan.due)
        yield Due(kind, about, loan.title, loan.due, loan.branch)


def _of_holds(holds: Sequence[Hold]) -> Iterable[Due]:
    for hold in holds:
        if hold.state == HoldState.READY:
            about = _about("ready", hold.hold_id, None)
            yield Due("ready", about, hold.title, hold.pickup_until, hold.pickup_branch)


def _about(kind: str, number: str, day: dt.date | None) -> str:
    return blake2b(f"{kind}:{number}:{day}".encode(), digest_size=16).hexdigest()


def _line(due: Due) -> dict[str, str]:
    day = due.day.isoformat() if due.day else ""
    return {"about": due.about, "title": due.title, "day": day, "branch": due.branch}


def prune_reminders() -> int:
    number, _by_model = Reminder.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
    return number
