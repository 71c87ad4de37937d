"""Letters about the date: changed, soon, over."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import State
from events.models import Occurrence
from events.places.enums import Status
from events.registration.enums import Presence
from events.registration.models import Registration
from events.registration.tokens import feedback_token
from events.registration.wording import moment_label
from events.schedule.dates import clock_label, day_label
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter, site_url
from portal.notify.models import Message

from .sheet import Context, calendar_of, occurrence_of, registration_of, write


@letter("registration/date_changed")
def write_date_changed(context: Context) -> Letter | None:
    row = registration_of(context)
    occurrence = occurrence_of(context)
    if row is None or not row.is_active or occurrence.is_over:
        return None
    if _is_overtaken(row, occurrence, context["sequence"]):
        return None
    reason = [occurrence.note_label] if occurrence.note_label else []
    about = {"occurrence": occurrence, "button": (_("See how it stands"), "")}
    if occurrence.state == State.CANCELLED:
        return write(
            row,
            _("Cancelled: %(title)s, %(day)s"),
            _("This date does not take place. We are sorry. You need do nothing."),
            *reason,
            **about,
        )
    if occurrence.state == State.UNDECIDED:
        return write(
            row,
            _("In doubt: %(title)s, %(day)s"),
            _("Whether this date takes place is open. Please wait for word before you set out."),
            *reason,
            **about,
        )
    if occurrence.state != State.SCHEDULED:
        return None
    return write(
        row,
        _("New details: %(title)s, %(day)s"),
        _("Something has changed. Please note what holds now; your registration stands."),
        *reason,
        _("If it no longer suits you, please cancel: somebody else will be glad."),
        before=_told_before(context, row, occurrence),
        attachments=calendar_of(row) if row.status == Status.CONFIRMED else (),
        **about,
    )


def _is_overtaken(row: Registration, occurrence: Occurrence, sequence: int) -> bool:
    """Whether a later letter tells of the same date: two changes at once are one piece of news."""
    prefix = f"registration:{row.uid}:date:{occurrence.pk}:"
    keys = Message.objects.filter(key__startswith=prefix).values_list("key", flat=True)
    return any(int(key.removeprefix(prefix)) > sequence for key in keys)


@letter("registration/reminder", category=Category.EVENTS)
def write_reminder(context: Context) -> Letter | None:
    row = registration_of(context)
    occurrence = occurrence_of(context)
    is_on = occurrence.state == State.SCHEDULED and occurrence.start > timezone.now()
    if row is None or row.status != Status.CONFIRMED or not is_on:
        return None
    return write(
        row,
        _("%(when)s: %(title)s") % {"when": _soon(occurrence), "title": "%(title)s"},
        _("We look forward to seeing you."),
        _("Show your ticket at the door, or say your name."),
        occurrence=occurrence,
        button=(_("Ticket and details"), ""),
        closing=(_("If you cannot come, please cancel: somebody else will be glad."),),
    )


@letter("registration/feedback", category=Category.EVENTS)
def write_feedback(context: Context) -> Letter | None:
    """Only to those who may have been there, and not to those who have answered."""
    row = registration_of(context)
    if row is None or row.status != Status.CONFIRMED or row.gave_feedback:
        return None
    occurrence = occurrence_of(context)
    seen = set(
        row.attendees.filter(attendances__occurrence=occurrence).values_list(
            "attendances__state", flat=True
        )
    )
    if seen == {Presence.NO_SHOW.value}:
        return None
    path = reverse("registration:feedback", args=[feedback_token(str(row.uid), occurrence.pk)])
    return Letter(
        subject=_("How was it? %(title)s") % {"title": occurrence.title},
        paragraphs=(
            _("Thank you for coming. What was good, and what can we do better?"),
            _("It takes a minute. We keep what you say without your name."),
        ),
        facts=((_("When"), moment_label(occurrence.start)),),
        button=(_("Say a few words"), site_url(path)),
    )


def _soon(occurrence: Occurrence) -> str:
    """“Tomorrow at 10:00”, or the day where it is neither today nor tomorrow."""
    days = (occurrence.local_date - timezone.localdate()).days
    time = clock_label(occurrence.local_start)
    if days == 0:
        return _("Today at %(time)s") % {"time": time}
    if days == 1:
        return _("Tomorrow at %(time)s") % {"time": time}
    return f"{day_label(occurrence.local_date)} {time}"


def _told_before(
    context: Context, registration: Registration, occurrence: Occurrence
) -> dt.datetime | None:
    """The start as the letter before this one told it, if it was another."""
    about = f"registration:{registration.uid}:"
    earlier = Message.objects.filter(key__startswith=about, context__start__isnull=False)
    earlier = earlier.exclude(key=f"{about}date:{occurrence.pk}:{context['sequence']}")
    if registration.pool.series_id:
        earlier = earlier.filter(context__occurrence=occurrence.pk)
    last = earlier.order_by("-created_at", "-pk").first()
    start = last and dt.datetime.fromisoformat(last.context["start"])
    return start if start != occurrence.start else None
