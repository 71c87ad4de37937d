"""Lists that staff keep of a shift, and the ledger as a table."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from community.volunteers.models import HoursEntry, Shift, SignUp
from events.places.enums import ACTIVE, Status
from portal.core.permissions import scope_of


def signups_of(shift: Shift) -> list[SignUp]:
    """Who has a place, then who was offered one, then who waits in order, then who left."""
    rank = {Status.CONFIRMED: 0, Status.OFFERED: 1, Status.WAITING: 2}
    rows = SignUp.objects.filter(pool=shift).detailed().select_related("volunteer__member")
    return sorted(rows, key=lambda row: (rank.get(Status(row.status), 3), row.order or 0, row.pk))


def mark_rows(shift: Shift) -> list[SignUp]:
    """Who is on the list of the day."""
    return [row for row in signups_of(shift) if row.status == Status.CONFIRMED]


def hours_of_libraries(user: Any) -> QuerySet[HoursEntry]:
    rows = HoursEntry.objects.select_related(
        "volunteer", "signup__pool__opportunity__library", "by"
    )
    scope = scope_of(user)
    if scope is None:
        return rows
    return rows.filter(signup__pool__opportunity__library__in=scope.libraries)


def hours_rows(
    user: Any, *, since: dt.date | None = None, until: dt.date | None = None
) -> Iterator[list[Any]]:
    """The ledger of the user's libraries, line by line, for a spreadsheet."""
    rows = hours_of_libraries(user)
    if since:
        rows = rows.filter(signup__starts_at__date__gte=since)
    if until:
        rows = rows.filter(signup__starts_at__date__lte=until)
    for row in rows:
        shift = row.signup.pool
        yield [
            timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M"),
            row.volunteer.name if row.volunteer else "",
            shift.opportunity.label,
            shift.opportunity.library.label,
            shift.local_date.isoformat(),
            row.get_kind_display(),
            row.minutes,
            row.reason,
            str(row.by or ""),
        ]


def active_of(shift: Shift) -> QuerySet[SignUp]:
    return SignUp.objects.filter(pool=shift, status__in=ACTIVE).select_related("volunteer__reader")
