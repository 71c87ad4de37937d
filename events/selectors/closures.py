"""The days on which a schedule's sessions do not take place."""

import datetime as dt

from django.db.models import Case, F, When
from django.utils.translation import get_language

from events.enums import HolidayPolicy
from portal.core.models import ClosureDay, ExceptionalDay


def closed_days(
    policy: str, *, library_id: int | None, since: dt.date, until: dt.date
) -> dict[dt.date, str]:
    """The days a policy leaves out, with the name of each in the active language; one query.

    They are holidays and days on which all libraries, or the event's own, stay closed.
    """
    if policy == HolidayPolicy.KEEP:
        return {}
    kinds = [ClosureDay.Kind.HOLIDAY, ClosureDay.Kind.CLOSED]
    if policy == HolidayPolicy.SKIP_MAKEUP:
        kinds.append(ClosureDay.Kind.MAKEUP)
    days = (since, until)
    closures = ClosureDay.objects.order_by().filter(kind__in=kinds, date__range=days)
    own = ExceptionalDay.objects.order_by().filter(
        library=library_id, date__range=days, opens__isnull=True
    )
    named = own.annotate(why=_in_language("reason")).values_list("date", "why")
    return dict(
        named.union(
            closures.annotate(why=_in_language("name")).values_list("date", "why"), all=True
        )
    )


def _in_language(field: str) -> Case | F:
    """The text of *field* as `portal.core.bilingual.localized` chooses it."""
    if not (get_language() or "").startswith("en"):
        return F(field)
    return Case(When(**{f"{field}_en": ""}, then=F(field)), default=F(f"{field}_en"))
