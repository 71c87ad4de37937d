"""Changes of many rows at once."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from portal.core.holidays import Day, calendar_of, source
from portal.core.models import ClosureDay


@dataclass(frozen=True, slots=True)
class HolidayImport:
    """What came of it: days written, days that staff had entered, days the lists dispute."""

    written: int
    kept: list[dt.date]
    disputed: list[dt.date]


@transaction.atomic
def import_holidays(year: int, *, dry_run: bool = False) -> HolidayImport:
    """Fill the holiday calendar for *year*; what staff entered themselves stays as it is."""
    calendar = calendar_of(year)
    entered = set(
        ClosureDay.objects.filter(date__year=year)
        .exclude(source__startswith="holidays ")
        .values_list("date", flat=True)
    )
    days = [day for day in calendar.days if day.date not in entered]
    if not dry_run:
        for day in days:
            ClosureDay.objects.update_or_create(date=day.date, defaults=_row(day))
    kept = [day.date for day in calendar.days if day.date in entered]
    return HolidayImport(len(days), kept, calendar.disputed)


def _row(day: Day) -> dict[str, str]:
    if day.is_off:
        kind, name, name_en = ClosureDay.Kind.HOLIDAY, day.name, day.name_en
    else:
        kind = ClosureDay.Kind.MAKEUP
        name, name_en = f"{day.name}调休上班", f"Working day for {day.name_en}"
    return {"kind": kind, "name": name, "name_en": name_en, "source": source()}
