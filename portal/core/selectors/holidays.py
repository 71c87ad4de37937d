"""What staff have to do about the holiday calendar: nothing in it is guessed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.holidays import HolidaysUnknownError, calendar_of
from portal.core.models import ClosureDay

ANNOUNCED_IN = 11  # the State Council tells of the next year in November


@dataclass(frozen=True, slots=True)
class HolidayTask:
    """A year nobody has entered, or days of it on which the two lists disagree."""

    year: int
    disputed: tuple[dt.date, ...] = ()

    @property
    def text(self) -> str:
        if not self.disputed:
            return _("The holiday notice for %(year)s has not been imported yet.") % {
                "year": self.year
            }
        return _("The lists of holidays for %(year)s disagree about: %(days)s.") % {
            "year": self.year,
            "days": pgettext("between words of a list", ", ").join(
                f"{day:%m-%d}" for day in self.disputed
            ),
        }


def holiday_tasks(today: dt.date | None = None) -> list[HolidayTask]:
    """What is open for this year and, from November on, the next; one query."""
    today = today or timezone.localdate()
    years = [today.year, today.year + 1] if today.month >= ANNOUNCED_IN else [today.year]
    rows = ClosureDay.objects.filter(date__year__gte=years[0], date__year__lte=years[-1])
    entered = dict(rows.values_list("date", "kind"))
    known = {day.year for day, kind in entered.items() if kind == ClosureDay.Kind.HOLIDAY}
    tasks = [HolidayTask(year) for year in years if year not in known]
    for year in filter(known.__contains__, years):
        open_days = tuple(day for day in _disputed(year) if day not in entered and day >= today)
        if open_days:
            tasks.append(HolidayTask(year, open_days))
    return sorted(tasks, key=lambda task: task.year)


def years_without_holidays(years: Iterable[int]) -> list[int]:
    """Those of *years* no holiday has been entered of; one query."""
    wanted = sorted(set(years))
    if not wanted:
        return []
    days = ClosureDay.objects.filter(
        kind=ClosureDay.Kind.HOLIDAY, date__year__gte=wanted[0], date__year__lte=wanted[-1]
    )
    known = {day.year for day in days.values_list("date", flat=True)}
    return [year for year in wanted if year not in known]


@cache
def _disputed(year: int) -> tuple[dt.date, ...]:
    try:
        return tuple(calendar_of(year).disputed)
    except HolidaysUnknownError:
        return ()
