"""Writing to all who have a shift."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from community.volunteers.models import Shift, SignUp
from events.places.enums import HOLDING
from portal.notify import services as notify
from portal.notify.models import Message


def recipients(shift: Shift, *, with_waiting: bool) -> QuerySet[SignUp]:
    rows = SignUp.objects.active().filter(pool=shift, volunteer__isnull=False)
    rows = rows.select_related("volunteer__reader__user")
    return rows if with_waiting else rows.filter(status__in=HOLDING)


@transaction.atomic
def write_to_shift(shift: Shift, texts: Mapping[str, str], *, with_waiting: bool, key: str) -> int:
    """Queue one letter for each; the same form (*key*) sent twice writes once."""
    name = f"shift-message:{key}"
    if Message.objects.filter(key__startswith=f"{name}:").exists():
        return 0
    rows = list(recipients(shift, with_waiting=with_waiting))
    notify.enqueue_many(
        Message(
            user_id=row.volunteer.reader.user_id,
            template="volunteers/message",
            key=f"{name}:{row.uid}",
            language=row.language,
            context={"signup": str(row.uid), **texts},
        )
        for row in rows
        if row.volunteer
    )
    return len(rows)
