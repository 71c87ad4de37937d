"""Dates of events in templates."""

import datetime as dt

from django import template
from django.utils.dates import MONTHS

from events.models import Occurrence
from events.schedule import dates
from events.whats_on.links import whats_on_path
from portal.core.lunar import LunarDay
from portal.core.templatetags.ui import lunar

register = template.Library()


@register.simple_tag
def whats_on_url(query: str = "") -> str:
    """The list of events in the active language."""
    return whats_on_path() + (f"?{query}" if query else "")


register.filter("day", dates.day_label)
register.filter("month", dates.month_label)
register.filter("weekday", dates.weekday_label)
register.filter("short_weekday", dates.short_weekday_label)


@register.filter
def lunar_short(date: dt.date) -> str:
    """What stands under a day of the list: the lunar day or an occasion, on Chinese pages."""
    day = lunar(date)
    return day.short if isinstance(day, LunarDay) else ""


@register.filter
def month_name(date: dt.date) -> str:
    return str(MONTHS[date.month])


@register.filter
def full_day(date: dt.date) -> str:
    return dates.day_label(date, with_year=True)


@register.filter
def times(occurrence: Occurrence) -> str:
    """“10:00–11:30” of a date; nothing if it lasts all day."""
    if occurrence.all_day:
        return ""
    return dates.span_label(occurrence.local_start, occurrence.local_end)


@register.filter
def starts(occurrence: Occurrence) -> str:
    return dates.clock_label(occurrence.local_start)


@register.filter
def ends(occurrence: Occurrence) -> str:
    return dates.clock_label(occurrence.local_end)


@register.filter
def iso(occurrence: Occurrence) -> str:
    """The start for a `datetime` attribute."""
    if occurrence.all_day:
        return occurrence.local_date.isoformat()
    return occurrence.local_start.isoformat(timespec="minutes")
