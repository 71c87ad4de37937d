"""The days on which a schedule's sessions do not take place."""

import datetime as dt

from events.enums import HolidayPolicy
from portal.core.models import ClosureDay, ExceptionalDay


def closed_days(
    policy: str, *, library_id: int | None, since: dt.date, until: dt.date
) -> dict[dt.date, str]:
    """The days a policy leaves out, with the name of each.

    They are holidays and days on which all libraries, or the event's own, stay closed.
    """
    if policy == HolidayPolicy.KEEP:
        return {}
    kinds = [ClosureDay.Kind.HOLIDAY, ClosureDay.Kind.CLOSED]
    if policy == HolidayPolicy.SKIP_MAKEUP:
        kinds.append(ClosureDay.Kind.MAKEUP)
    days: dict[dt.date, str] = {}
    if library_id:
        exceptions = ExceptionalDay.objects.filter(
            library_id=library_id, date__range=(since, until), opens__isnull=True
        )
        days.update((day.date, day.reason_label) for day in exceptions)
    closures = ClosureDay.objects.filter(kind__in=kinds, date__range=(since, until))
    days.update((day.date, day.label) for day in closures)
    return days
