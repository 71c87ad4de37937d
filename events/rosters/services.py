"""Writing to all who are registered for a date."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from events.models import Occurrence
from events.places.enums import Status
from events.registration.models import Registration
from portal.notify import services as notify
from portal.notify.models import Message

from .logbook import note


def recipients(occurrence: Occurrence, *, with_waiting: bool) -> QuerySet[Registration]:
    """Those with a place; or everybody who has to do with the date."""
    rows = Registration.objects.of_occurrence(occurrence).active().select_related("reader")
    return rows if with_waiting else rows.filter(status=Status.CONFIRMED)


@transaction.atomic
def write_to_all(
    occurrence: Occurrence,
    texts: Mapping[str, str],
    *,
    with_waiting: bool,
    key: str,
    by: Any,
) -> int:
    """Queue one letter for each account; the same form (*key*) sent twice writes once."""
    rows = [row for row in recipients(occurrence, with_waiting=with_waiting) if row.reader]
    name = f"rosters:{key}"
    if Message.objects.filter(key__startswith=f"{name}:").exists():
        return 0
    notify.enqueue_many(
        Message(
            user_id=row.reader.user_id,
            template="rosters/message",
            key=f"{name}:{row.uid}",
            language=row.language,
            context={"uid": str(row.uid), "occurrence": occurrence.pk, **texts},
        )
        for row in rows
        if row.reader
    )
    note(occurrence, "message", by=by, letters=len(rows), subject=texts["subject"])
    return len(rows)
