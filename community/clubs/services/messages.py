"""Writing to all members of a club."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from community.clubs.models import Club, Membership
from events.places.enums import HOLDING
from portal.notify import services as notify
from portal.notify.models import Message


def recipients(club: Club, *, with_waiting: bool = False) -> QuerySet[Membership]:
    rows = Membership.objects.active().filter(pool__club=club).select_related("reader__user")
    return rows if with_waiting else rows.filter(status__in=HOLDING)


@transaction.atomic
def write_to_members(
    club: Club, texts: Mapping[str, str], *, with_waiting: bool = False, key: str
) -> int:
    """Queue one letter for each household; the same form (*key*) sent twice writes once."""
    name = f"club-message:{key}"
    if Message.objects.filter(key__startswith=f"{name}:").exists():
        return 0
    households = {row.reader_id: row for row in recipients(club, with_waiting=with_waiting)}
    notify.enqueue_many(
        Message(
            user_id=row.reader.user_id,
            template="clubs/message",
            key=f"{name}:{row.uid}",
            language=row.language,
            context={"membership": str(row.uid), **texts},
        )
        for row in households.values()
        if row.reader.user.email
    )
    return len(households)
