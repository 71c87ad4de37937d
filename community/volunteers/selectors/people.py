"""Volunteers as staff see them: those of their own libraries."""

from typing import Any

from django.db.models import Q, QuerySet

from community.volunteers.enums import Stage
from community.volunteers.models import Shift, Volunteer
from events.places.enums import ACTIVE
from portal.core.permissions import scope_of


def own_volunteers(user: Any) -> QuerySet[Volunteer]:
    """Those whose library the user works for, and those who help in the whole network."""
    rows = Volunteer.objects.select_related("library", "reader__user", "member")
    scope = scope_of(user)
    if scope is None:
        return rows
    return rows.filter(
        Q(library__in=scope.libraries) | Q(is_network_wide=True, stage=Stage.APPROVED)
    )


def who_could_help(shift: Shift) -> QuerySet[Volunteer]:
    """Approved volunteers who may help where *shift* is and have nothing else at that time."""
    library = shift.opportunity.library
    is_busy = Q(
        signups__status__in=ACTIVE,
        signups__starts_at__lt=shift.ends_at,
        signups__ends_at__gt=shift.starts_at,
    )
    rows = Volunteer.objects.approved().filter(
        Q(is_network_wide=True) | Q(library__in=[library.pk, library.parent_id])
    )
    busy = Volunteer.objects.filter(is_busy)
    return rows.exclude(pk__in=busy.values("pk")).select_related("member").order_by("name", "pk")
