"""What members are told: the moments and their keys; the words are in `letters`."""

from collections.abc import Iterable
from typing import Any

from community.clubs import letters  # noqa: F401 - makes the writers known
from community.clubs.models import Membership
from portal.notify import services as notify
from portal.notify.models import Message


def joined(row: Membership) -> None:
    _queue([row], "clubs/joined", "joined")


def moved_up(rows: Iterable[Membership]) -> None:
    """A place has become free for them."""
    keys = [row.pk for row in rows]
    if keys:
        found = Membership.objects.filter(pk__in=keys).select_related("reader__user")
        _queue(found, "clubs/moved_up", "moved-up")


def removed(row: Membership, *, note: str = "") -> None:
    _queue([row], "clubs/removed", "removed", {"note": note})


def _queue(
    rows: Iterable[Membership], template: str, key: str, about: dict[str, Any] | None = None
) -> None:
    """Who has no address gets no letter."""
    notify.enqueue_many(
        Message(
            user_id=row.reader.user_id,
            template=template,
            key=f"membership:{row.uid}:{key}",
            language=row.language,
            context={"membership": str(row.uid), **(about or {})},
        )
        for row in rows
        if row.reader.user.email
    )
