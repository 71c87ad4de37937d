"""A family's registrations as a calendar: the dates, who comes by nickname, nothing more."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.feeds.text import EventTexts, absolute
from events.models import Occurrence
from events.places.enums import Status
from events.registration.models import Registration
from events.registration.selectors import dates_of_registrations
from events.schedule.ical import CalendarEvent, CalendarHead, vcalendar, vevent
from portal.accounts.models import Reader

# Calendars take over an event only when its sequence rises: with each step a registration takes.
STEPS = [Status.ENTERED, Status.WAITING, Status.OFFERED, Status.CONFIRMED]

# What else belongs into a reader's own calendar; parts that stand on this one add it at start-up.
Source = Callable[[Reader], Iterable[CalendarEvent]]
_sources: list[Source] = []


def on_own_calendar(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def others_of(reader: Reader) -> list[CalendarEvent]:
    """The events of all other sources."""
    return [event for source in _sources for event in source(reader)]


def own_calendar(
    registrations: Iterable[Registration],
    *,
    path: str,
    name: str,
    others: Iterable[CalendarEvent] = (),
) -> bytes:
    """*path* is where the calendar is to be had, *name* what phones call it."""
    rows, texts = list(registrations), EventTexts()
    events = [
        vevent(_event(registration, date, texts))
        for registration, dates in dates_of_registrations(rows)
        for date in dates
    ]
    more = list(others)
    head = CalendarHead(
        name=name,
        publisher=settings.WAGTAIL_SITE_NAME,
        language=(get_language() or "")[:2],
        url=absolute("/"),
        source=absolute(path),
        tz=settings.TIME_ZONE,
        modified=max(
            [row.changed_at for row in rows] + [event.modified for event in more],
            default=timezone.now(),
        ),
        refresh="PT1H",
    )
    return vcalendar(head, [*events, *map(vevent, more)])


def _event(registration: Registration, date: Occurrence, texts: EventTexts) -> CalendarEvent:
    event = texts.event(date, absolute(registration.get_absolute_url()))
    status = Status(registration.status)
    step = STEPS.index(status) if status in STEPS else len(STEPS)
    return replace(
        event,
        uid=f"{registration.uid}-{date.pk}@{settings.PORTAL_ICAL_HOST}",
        sequence=date.sequence * 10 + step,
        modified=max(date.ical_modified, registration.changed_at),
        summary=event.summary if status == Status.CONFIRMED else _marked(event.summary, status),
        description=registration.who,
        cancelled=event.cancelled or not registration.is_active,
    )


def _marked(title: str, status: Status) -> str:
    return _("[%(state)s] %(title)s") % {"state": status.label, "title": title}
