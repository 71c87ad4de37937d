"""Asking what people thought, and taking it down without a name."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import State
from events.models import Occurrence
from events.places.enums import Status
from events.registration import notifications
from events.registration.errors import RegistrationError
from events.registration.models import Feedback, Pool, Registration

from .places import dates_of_all

# Later nobody remembers; and what ended before there was a question is not asked about.
ASKED_WITHIN = dt.timedelta(days=2)
ANSWERED_WITHIN = dt.timedelta(days=30)


def to_ask() -> QuerySet[Pool]:
    """Pools whose event has just ended, course or single date, and whose people were not asked."""
    now = timezone.now()
    rows = Pool.objects.with_event().filter(asked_at=None, ends_at__lte=now)
    return rows.filter(ends_at__gt=now - ASKED_WITHIN)


@transaction.atomic
def ask(pool: Pool) -> None:
    """Once for each party that had places."""
    taken = Pool.objects.filter(pk=pool.pk, asked_at=None).update(asked_at=timezone.now())
    last = dates_of_all(pool).filter(state=State.SCHEDULED).order_by("-start").first()
    if taken and last:
        confirmed = pool.registrations.filter(status=Status.CONFIRMED).select_related("reader")
        notifications.feedback(last, confirmed)


@transaction.atomic
def give_feedback(
    registration: Registration, occurrence: Occurrence, *, score: int, comment: str = ""
) -> Feedback:
    """Keep what one party thought; only that it has said so is noted at the registration."""
    if occurrence.end + ANSWERED_WITHIN < timezone.now():
        raise RegistrationError(_("This was too long ago. Thank you all the same."))
    rows = Registration.objects.filter(pk=registration.pk, gave_feedback=False)
    if not rows.update(gave_feedback=True):
        raise RegistrationError(_("You have told us already. Thank you."))
    return Feedback.objects.create(occurrence=occurrence, score=score, comment=comment)
