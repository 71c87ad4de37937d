"""Dates of the demo: always counted from today, so that the calendar is never empty."""

import datetime as dt

from lunar_python import Solar

from events.schedule.recurrence import WEEKDAYS

BEFORE, AFTER = 91, 270  # three months past and nine ahead


def next_weekday(day: dt.date, weekday: str) -> dt.date:
    """*day* itself, or the first *weekday* ("MO" … "SU") after it."""
    return day + dt.timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)


def lunar_days(today: dt.date, lunar_day: int) -> list[dt.date]:
    """The days with this number in the Chinese calendar's months."""
    days = [today + dt.timedelta(days=offset) for offset in range(-BEFORE, AFTER + 1)]
    return [day for day in days if _lunar(day) == lunar_day]


def _lunar(day: dt.date) -> int:
    return Solar.fromYmd(day.year, day.month, day.day).getLunar().getDay()
