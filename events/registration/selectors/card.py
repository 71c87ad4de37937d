"""All that the page of a date or a series says of registration, personal things left out."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from events.enums import RegistrationMode
from events.models import Occurrence
from events.registration.models import Draw
from events.registration.wording import priority_in_words, times_in_words

from .availability import Availability


@dataclass(frozen=True, slots=True)
class Card:
    """*uid* is the date one registers for; for a course any of its dates."""

    uid: uuid.UUID
    availability: Availability
    is_course: bool
    external_url: str
    phone: str
    lines: Sequence[str] = ()
    draw: Draw | None = None


def card(row: Occurrence) -> Card | None:
    """The card of a date that has gone through `with_availability`; None: nobody registers."""
    if row.availability is None:
        return None
    now, terms, pool = timezone.now(), row.series, row.places
    return Card(
        uid=row.uid,
        availability=row.availability,
        is_course=terms.is_for_whole_course,
        external_url=terms.external_url,
        phone=row.library.phone if row.library else "",
        lines=_lines(row, now) if pool else (),
        draw=_draw(row) if pool else None,
    )


def _lines(row: Occurrence, now: dt.datetime) -> list[str]:
    terms, pool = row.series, row.places
    has_priority = pool.reserved or terms.priority_hours
    groups = list(terms.priority_groups.all()) if has_priority else []
    return [*times_in_words(pool, now), *priority_in_words(terms, pool, groups, now)]


def _draw(row: Occurrence) -> Draw | None:
    if row.series.registration != RegistrationMode.DRAW:
        return None
    return Draw.objects.filter(pool=row.places).first()
