"""China's public holidays, from two independent lists that must agree.

The State Council announces the days off and the working weekends of a year late in the year before.
Two libraries copy them by hand; a day on which they differ is believed of neither.
"""

import datetime as dt
from dataclasses import dataclass, field
from importlib.metadata import version

import chinese_calendar
import holidays


class HolidaysUnknownError(Exception):
    """The year has not been announced, or the installed lists do not hold it yet."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day off, or a weekend day on which people work instead."""

    date: dt.date
    is_off: bool
    name: str
    name_en: str


@dataclass(slots=True)
class Calendar:
    days: list[Day] = field(default_factory=list)
    disputed: list[dt.date] = field(default_factory=list)


def calendar_of(year: int) -> Calendar:
    """The days of *year* that differ from an ordinary week, and those the lists disagree about."""
    other = holidays.country_holidays("CN", years=year)
    calendar = Calendar()
    for date in _dates(year):
        try:
            is_off, name = chinese_calendar.get_holiday_detail(date)
        except NotImplementedError as error:
            raise HolidaysUnknownError(year) from error
        other_off = date in other or (date.weekday() >= 5 and date not in other.weekend_workdays)
        if is_off != other_off:
            calendar.disputed.append(date)
        elif name:
            known = chinese_calendar.Holiday(name)
            calendar.days.append(Day(date, is_off, known.chinese, known.value))
    return calendar


def _dates(year: int) -> list[dt.date]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def source() -> str:
    """What is written beside each imported day."""
    return f"holidays {version('holidays')}, chinesecalendar {version('chinesecalendar')}"
