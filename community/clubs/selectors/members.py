"""Members: a family's own clubs, and the list that only leaders and the library see."""

from typing import Any

from django.db.models import QuerySet

from community.clubs.models import Club, Membership
from community.clubs.permissions import CLUBS
from events.places import services as places
from events.places.enums import ACTIVE
from portal.accounts.models import Reader

from .clubs import with_cards


def memberships_of(reader: Reader) -> list[Membership]:
    """Those of the family that last, each with its club as a card shows it."""
    rows = list(Membership.objects.of_reader(reader).active().detailed().order_by("pk"))
    keys = {row.pool.club_id for row in rows}
    clubs = {club.pk: club for club in with_cards(Club.objects.detailed().filter(pk__in=keys))}
    for row in rows:
        row.pool.club = clubs[row.pool.club_id]
    return rows


def members_of(club: Club) -> list[Membership]:
    """Who is in, then who waits in order."""
    rows = Membership.objects.filter(pool__club=club, status__in=ACTIVE)
    return sorted(
        rows.select_related("reader", "member"),
        key=lambda row: (not row.holds_places, row.order or 0, row.created_at, row.pk),
    )


def position(row: Membership) -> int | None:
    """The number in the queue, from 1, as it is now."""
    row.refresh_from_db(fields=["status", "order"])
    return places.position(row)


def led_by(reader: Reader) -> QuerySet[Club]:
    """The clubs whose leader has this account."""
    rows = Club.objects.published().filter(leads__reader=reader).distinct()
    return rows.select_related("library", "circle")


def own_clubs(user: Any) -> QuerySet[Club]:
    """Those of the libraries a member of staff works for."""
    rows = CLUBS.instances_user_has_permission_for(user, "change")
    return Club.objects.filter(pk__in=rows.values("pk")).select_related("library", "circle")
