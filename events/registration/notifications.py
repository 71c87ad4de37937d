"""What registrants are told: the moments and their keys; the words are in `letters`.

Each function queues letters in the caller's transaction, one statement for all; `received` leaves
that to its caller. A letter is
written when it is sent, from the registration as it is then; one that is overtaken by events is
not written at all. People without an account get none: `selectors.without_account`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from events.models import Occurrence
from events.registration import letters  # noqa: F401 - makes the writers known
from events.registration.models import Registration
from portal.notify import services as notify
from portal.notify.models import Message

Context = Mapping[str, Any]


def received(registration: Registration) -> list[Message]:
    """Somebody has registered: they have places, wait, or are in the draw.

    The letter is written in one piece with the registration, then handed over.
    """
    return _letters([registration], "registration/received", "received")


def moved_up(registrations: Iterable[Registration]) -> None:
    """A place has become free for them: theirs at once, or offered."""
    _queue(registrations, "registration/moved_up", "moved-up")


def drawn(registrations: Iterable[Registration]) -> None:
    _queue(registrations, "registration/drawn", "drawn")


def changed_party(registration: Registration) -> None:
    _queue([registration], "registration/party", f"party:{timezone.now():%Y%m%d%H%M%S}")


def ended(registration: Registration) -> None:
    """Cancelled by the reader or by staff, or an offer that nobody answered."""
    _queue([registration], "registration/ended", registration.status)


def date_changed(occurrence: Occurrence, registrations: Iterable[Registration]) -> None:
    """The date was moved, cancelled, put in doubt or reinstated: one letter for each change."""
    key = f"date:{occurrence.pk}:{occurrence.sequence}"
    about = {"occurrence": occurrence.pk, "sequence": occurrence.sequence, **_told(occurrence)}
    _queue(registrations, "registration/date_changed", key, about)


def reminder(occurrence: Occurrence, registrations: Iterable[Registration]) -> None:
    key = f"reminder:{occurrence.pk}:{occurrence.start:%Y%m%d}"
    about = {"occurrence": occurrence.pk, **_told(occurrence)}
    _queue(registrations, "registration/reminder", key, about)


def feedback(occurrence: Occurrence, registrations: Iterable[Registration]) -> None:
    """It is over: how was it?"""
    key = f"feedback:{occurrence.pk}"
    _queue(registrations, "registration/feedback", key, {"occurrence": occurrence.pk})


def _told(occurrence: Occurrence) -> Context:
    """What the letter says of the time, so that the next one can say what it was before."""
    return {"start": occurrence.start.isoformat()}


def _queue(
    registrations: Iterable[Registration],
    template: str,
    key: str,
    about: Context | None = None,
) -> None:
    notify.enqueue_many(_letters(registrations, template, key, about))


def _letters(
    registrations: Iterable[Registration],
    template: str,
    key: str,
    about: Context | None = None,
) -> list[Message]:
    return [
        Message(
            user_id=row.reader.user_id,
            template=template,
            key=f"registration:{row.uid}:{key}",
            language=row.language,
            context={
                "uid": str(row.uid),
                **({"start": row.pool.starts_at.isoformat()} if about is None else about),
            },
        )
        for row in registrations
        if row.reader
    ]
