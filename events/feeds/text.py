"""What a calendar on a phone shows of one date, in the active language."""

import datetime as dt
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventSeries, Occurrence
from events.schedule.ical import CalendarEvent
from events.services.planner import SHARED

MAX_DESCRIPTION = 300


def calendar_event(row: Occurrence, url: str = "") -> CalendarEvent:
    """*row* with its series, library and audiences as an iCalendar event."""
    title, venue = row.series.title, row.venue
    url = url or absolute(reverse("events:occurrence", args=[row.uid]))
    return CalendarEvent(
        uid=f"{row.uid}@{settings.PORTAL_ICAL_HOST}",
        sequence=row.sequence,
        modified=row.ical_modified,
        start=row.local_start if row.all_day else row.start,
        end=row.local_end if row.all_day else row.end,
        all_day=row.all_day,
        cancelled=row.is_cancelled,
        summary=_("[Cancelled] %(title)s") % {"title": title} if row.is_cancelled else title,
        location=location(row),
        description=_description(row, url),
        url=url,
        categories=tuple(term.label for term in row.series.audiences.all()),
        geo=(float(venue.latitude), float(venue.longitude)) if venue else None,
        related_to=f"{row.series.translation_key}@{settings.PORTAL_ICAL_HOST}",
    )


def series_event(
    series: EventSeries, *, url: str, sequence: int, modified: dt.datetime
) -> CalendarEvent:
    """What all dates of *series* have in common, as the event that carries their rule."""
    row = Occurrence(
        uid=series.uid,
        series=series,
        sequence=sequence,
        ical_modified=modified,
        start=modified,
        end=modified,
        **{name: getattr(series, name) for name in SHARED},
    )
    row.library = series.library
    return replace(calendar_event(row, url), related_to="")


def absolute(path: str) -> str:
    return settings.PORTAL_BASE_URL.rstrip("/") + path


def location(row: Occurrence) -> str:
    """Room, library and address in the order of the language; never the link of an online event."""
    if row.is_online:
        return _("Online; the link comes with the registration")
    if venue := row.venue:
        place, address = f"{venue.label} {row.space_label}".strip(), venue.address_label
    else:
        place, address = row.space_label, row.address_label
    if not place or not address:
        return place or address
    return _("%(place)s, %(address)s") % {"place": place, "address": address}


def _description(row: Occurrence, url: str) -> str:
    presenter = row.presenter_label
    parts = [
        row.note_label,
        row.series.text("summary"),
        _("Led by %(name)s") % {"name": presenter} if presenter else "",
        row.series.ages_label,
        row.series.price_label,
        row.series.text("registration_note"),
    ]
    text = "\n".join(part for part in parts if part)
    if len(text) > MAX_DESCRIPTION:
        text = text[: MAX_DESCRIPTION - 1] + "…"
    return f"{text}\n{url}".strip()
