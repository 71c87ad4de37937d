"""What a calendar on a phone shows of one date, in the active language."""

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import EventSeries, Occurrence
from events.schedule.ical import CalendarEvent
from events.services.planner import SHARED

MAX_DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class Said:
    """What dates of a series mostly have in common."""

    summary: str
    location: str
    description: str
    categories: tuple[str, ...]
    geo: tuple[float, float] | None


class EventTexts:
    """Dates as iCalendar events, in the language active when this is made.

    What is said of one date is kept for the others of its series: a calendar has thousands of
    dates, but few things to say.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Said] = {}
        some = UUID(int=0)
        path = reverse("events:occurrence", args=[some])
        self._folder = absolute(path.removesuffix(f"{some}/"))

    def event(self, row: Occurrence, url: str = "") -> CalendarEvent:
        """*row* with its series, library and audiences; at *url* if it has no page of its own."""
        said = self._said(row)
        url = url or f"{self._folder}{row.uid}/"
        all_day = row.all_day
        return CalendarEvent(
            uid=f"{row.uid}@{settings.PORTAL_ICAL_HOST}",
            sequence=row.sequence,
            modified=row.ical_modified,
            start=row.local_start if all_day else row.start,
            end=row.local_end if all_day else row.end,
            all_day=all_day,
            cancelled=row.is_cancelled,
            summary=said.summary,
            location=said.location,
            description=said.description,
            url=url,
            categories=said.categories,
            geo=said.geo,
            related_to=f"{row.series.translation_key}@{settings.PORTAL_ICAL_HOST}",
        )

    def _said(self, row: Occurrence) -> Said:
        own = (row.is_cancelled, row.has_library_of_its_own, row.note, row.note_en)
        key = (row.series_id, *own, *(getattr(row, name) for name in SHARED))
        if key not in self._kept:
            self._kept[key] = _say(row)
        return self._kept[key]


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
    return replace(EventTexts().event(row, url), related_to="")


def _say(row: Occurrence) -> Said:
    title, venue = row.series.title, row.venue
    return Said(
        summary=_("[Cancelled] %(title)s") % {"title": title} if row.is_cancelled else title,
        location=location(row),
        description=_description(row),
        categories=tuple(term.label for term in row.series.audiences.all()),
        geo=(float(venue.latitude), float(venue.longitude)) if venue else None,
    )


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


def _description(row: Occurrence) -> str:
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
    return text.strip()
