"""Days and times as readers write them, in the active language."""

import datetime as dt
from collections.abc import Sequence

from django.utils.dateformat import format as format_date
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import pgettext


def day_label(date: dt.date, *, with_year: bool = False) -> str:
    """“3 月 7 日”, “7 March”; the year where it is not clear."""
    if with_year:
        return format_date(date, pgettext("date format", "j F Y"))
    return format_date(date, pgettext("date format", "j F"))


def month_label(date: dt.date) -> str:
    return format_date(date, pgettext("date format", "F Y"))


def weekday_label(date: dt.date) -> str:
    return str(WEEKDAYS[date.weekday()])


def short_weekday_label(date: dt.date) -> str:
    return str(WEEKDAYS_ABBR[date.weekday()])


def clock_label(moment: dt.datetime | dt.time) -> str:
    return f"{moment:%H:%M}"


def span_label(start: dt.datetime, end: dt.datetime) -> str:
    """“10:00–11:30”; over midnight the end says so."""
    text = f"{clock_label(start)}–{clock_label(end)}"
    if end.date() > start.date() and end.time() != dt.time():
        return pgettext("time", "%(times)s (next day)") % {"times": text}
    return text


def joined(words: Sequence[str]) -> str:
    """“周二、周四”, “Tuesday, Wednesday and Thursday”."""
    if len(words) < 2:
        return "".join(words)
    start = pgettext("between words of a list", ", ").join(words[:-1])
    return start + pgettext("before the last word of a list", " and ") + words[-1]
