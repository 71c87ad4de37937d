"""Joining a club and leaving it; a place that becomes free goes to the first who waits."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.clubs import notifications
from community.clubs.enums import EndReason
from community.clubs.errors import ClubError
from community.clubs.models import Circle, Club, Membership
from events.places import services as places
from events.places.enums import Status
from events.places.errors import ListFullError, PlacesError
from portal.accounts.models import FamilyMember, Reader

from .rules import check_may_join


@contextmanager
def _changing(circle: Circle) -> Iterator[Circle]:
    """The locked row of *circle*; on leaving, who waits moves up and is told."""
    with places.waiting_briefly(), transaction.atomic():
        locked = places.lock(circle)
        try:
            yield locked
        except PlacesError as error:
            raise ClubError(str(error)) from error
        notifications.moved_up(places.promote(locked))


def join(club: Club, reader: Reader, *, member: FamilyMember | None = None) -> Membership:
    """Make the reader, or the child, a member, or give them the next number in the queue."""
    check_may_join(club, member)
    row = Membership(
        pool=club.circle,
        reader=reader,
        member=member,
        people=1,
        language=reader.language or get_language(),
    )
    with places.waiting_briefly(), transaction.atomic():
        try:
            with transaction.atomic():
                places.take(row)
        except ListFullError as error:
            raise ClubError(str(error)) from error
        except IntegrityError as error:
            raise ClubError(_("Already in this club.")) from error
        notifications.joined(row)
    return row


def leave(row: Membership) -> None:
    with _changing(row.pool) as circle:
        _finish(circle, row, EndReason.LEFT)


def remove(row: Membership, *, note: str = "") -> None:
    """The library takes somebody off the list, who is told why."""
    with _changing(row.pool) as circle:
        _finish(circle, row, EndReason.STAFF)
        notifications.removed(row, note=note)


def _finish(circle: Circle, row: Membership, reason: EndReason) -> None:
    places.reread(row)
    if not row.is_active:
        raise ClubError(_("This membership has ended already."))
    places.release(circle, row, Status.CANCELLED, end_reason=reason.value, ended_at=timezone.now())


def set_places(club: Club, *, capacity: int | None, waiting_limit: int | None) -> None:
    """How many members a club takes, and how many may wait. Empty means any number."""
    with _changing(club.circle) as circle:
        places.set_capacity(circle, capacity)
        circle.waiting_limit = waiting_limit
        circle.save(update_fields=["waiting_limit"])


def forget_reader(reader: Reader) -> None:
    """Before an account goes: its places, the children's among them, are given back."""
    _give_back(Membership.objects.active().filter(reader=reader))


def forget_member(member: FamilyMember) -> None:
    _give_back(Membership.objects.active().filter(member=member))


def _give_back(rows: QuerySet[Membership]) -> None:
    for row in rows.select_related("pool__club"):
        leave(row)
