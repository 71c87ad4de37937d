"""What all letters about a registration have in common: facts, buttons, the calendar file."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.feeds.text import location
from events.models import Occurrence
from events.places.enums import Status
from events.registration import selectors
from events.registration.calendar import own_calendar
from events.registration.models import Registration
from events.registration.wording import moment_label
from events.schedule.dates import day_label
from portal.notify.letters import Attachment, Letter, site_url

Context = Mapping[str, Any]


def registration_of(context: Context) -> Registration | None:
    rows = Registration.objects.select_related(
        "reader", "pool__occurrence__series", "pool__occurrence__library", "pool__series__library"
    )
    found = rows.prefetch_related("attendees__member").filter(uid=context["uid"])
    return found.first()


def occurrence_of(context: Context) -> Occurrence:
    rows = Occurrence.objects.select_related("series", "library")
    return rows.get(pk=context["occurrence"])


def is_over(row: Registration) -> bool:
    """Late letters are worse than none."""
    return row.pool.ends_at <= timezone.now()


def calendar_of(row: Registration) -> tuple[Attachment, ...]:
    body = own_calendar([row], path=_path(row, "file"), name=row.pool.terms.title)
    return (Attachment("event.ics", body.decode(), "text/calendar"),)


def _path(row: Registration, name: str) -> str:
    if name == "file":
        return reverse("registration:registration_file", args=[row.uid])
    if name == "event":
        return reverse("events:occurrence", args=[selectors.date_of(row.pool).uid])
    if name:
        return reverse(f"registration:{name}", args=[row.uid])
    return row.get_absolute_url()


def _button(row: Registration, button: tuple[str, str] | None) -> tuple[str, str] | None:
    return button and (button[0], site_url(_path(row, button[1])))


def write(
    row: Registration,
    subject: str,
    *paragraphs: str,
    button: tuple[str, str],
    other_button: tuple[str, str] | None = None,
    closing: tuple[str, ...] = (),
    occurrence: Occurrence | None = None,
    before: dt.datetime | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Letter:
    """*subject* has the places %(title)s and %(day)s; a button's address is a name of `_path`."""
    date = occurrence or selectors.date_of(row.pool)
    day = day_label(date.local_date)
    return Letter(
        subject=subject % {"title": date.title, "day": day},
        paragraphs=paragraphs,
        facts=_facts(row, date, before),
        button=_button(row, button),
        other_button=_button(row, other_button),
        closing=closing,
        attachments=attachments,
    )


def _facts(
    row: Registration, date: Occurrence, before: dt.datetime | None
) -> tuple[tuple[str, str], ...]:
    now = moment_label(date.start)
    when = now
    if before:
        when = _("%(new)s (until now %(old)s)") % {"new": now, "old": moment_label(before)}
    facts = [
        (_("Event"), date.title),
        (_("When"), when),
        (_("Where"), location(date)),
        (_("Who comes"), row.who),
    ]
    if row.status == Status.CONFIRMED:
        facts.append((_("Code of the ticket"), row.short_code))
    return tuple((label, value) for label, value in facts if value)
