"""Dates of events in templates."""

import datetime as dt

from django import template
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from events.models import Occurrence
from events.presenters import address_of
from events.registration.wording import moment_label
from events.schedule import dates
from events.whats_on.links import whats_on_path
from events.whats_on.month import Line
from portal.core.lunar import LunarDay
from portal.core.templatetags.ui import lunar

register = template.Library()


@register.simple_tag
def whats_on_url(query: str = "") -> str:
    """The list of events in the active language."""
    return whats_on_path() + (f"?{query}" if query else "")


register.filter("presenter_url", address_of)
register.filter("day", dates.day_label)
register.filter("month", dates.month_label)
register.filter("weekday", dates.weekday_label)
register.filter("short_weekday", dates.short_weekday_label)


@register.filter
def moment(value: dt.datetime) -> str:
    """“3 月 7 日 星期六 09:00”."""
    return moment_label(value)


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
def short_day(date: dt.date) -> str:
    """“11-28” on Chinese pages, “28/11” elsewhere: for a screen read from afar."""
    return date.strftime(pgettext("short date, in strftime's letters", "%d/%m"))


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
def in_grid(line: Line) -> SafeString:
    """One date in a cell of the month. A month has a hundred: a template would take a while."""
    title = format_html("<s>{}</s>", line.title) if line.is_cancelled else line.title
    said = [line.place, pgettext("event", "Cancelled") if line.is_cancelled else ""]
    return format_html(
        '<li><a class="cal__evt cal__evt--{}{}" href="{}">{}{}{}<span class="vh">{}</span></a>'
        "</li>",
        line.pigment,
        " is-done" if line.is_done else "",
        line.url,
        format_html("<time>{}</time> ", line.time) if line.time else "",
        title,
        _places(line),
        "".join(f", {word}" for word in said if word),
    )


def _places(line: Line) -> SafeString | str:
    """Where a script writes how many places are left (`registration/rows.js`)."""
    return line.uid and format_html('<span data-places="{}" data-short></span>', line.uid)


@register.filter
def in_agenda(line: Line) -> SafeString:
    """The same date in the list below the grid."""
    return format_html(
        '<li{}>{}<a href="{}">{}</a>{} <span>{}{}</span></li>',
        SafeString(' class="is-done"') if line.is_done else "",
        format_html("<time>{}</time> ", line.time) if line.time else "",
        line.url,
        line.title,
        _places(line),
        line.place,
        format_html(" <b>{}</b>", pgettext("event", "Cancelled")) if line.is_cancelled else "",
    )


@register.filter
def iso(occurrence: Occurrence) -> str:
    """The start for a `datetime` attribute."""
    if occurrence.all_day:
        return occurrence.local_date.isoformat()
    return occurrence.local_start.isoformat(timespec="minutes")
