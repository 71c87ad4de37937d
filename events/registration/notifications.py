"""What registrants are told. The moments and keys are settled here; the words are simple yet.

Each function queues letters in the caller's transaction, one statement for all. A letter is
written when it is sent, from the registration as it is then; one that is overtaken by events is
not written at all. People without an account get none: `selectors.without_account`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import State
from events.models import Occurrence
from events.places.enums import Status
from events.registration.models import Registration
from events.schedule.dates import clock_label, day_label
from portal.notify import services as notify
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter
from portal.notify.models import Message

Context = Mapping[str, Any]


def received(registration: Registration) -> None:
    """Somebody has registered: they have places, wait, or are in the draw."""
    _queue([registration], "registration/received", "received")


def moved_up(registrations: Iterable[Registration]) -> None:
    """A place has become free for them: theirs at once, or offered."""
    _queue(registrations, "registration/moved_up", "moved-up")


def drawn(registrations: Iterable[Registration]) -> None:
    _queue(registrations, "registration/drawn", "drawn")


def changed_party(registration: Registration) -> None:
    _queue([registration], "registration/party", f"party:{timezone.now():%Y%m%d%H%M%S}")


def ended(registration: Registration) -> None:
    """Cancelled by the reader or by staff, or an offer that nobody answered."""
    _queue([registration], "registration/ended", registration.status)


def date_changed(occurrence: Occurrence, registrations: Iterable[Registration]) -> None:
    """The date was moved, cancelled, put in doubt or reinstated: one letter for each change."""
    key = f"date:{occurrence.pk}:{occurrence.sequence}"
    about = {"occurrence": occurrence.pk, "sequence": occurrence.sequence}
    _queue(registrations, "registration/date_changed", key, about)


def reminder(occurrence: Occurrence, registrations: Iterable[Registration]) -> None:
    key = f"reminder:{occurrence.pk}:{occurrence.start:%Y%m%d}"
    _queue(registrations, "registration/reminder", key, {"occurrence": occurrence.pk})


def _queue(
    registrations: Iterable[Registration],
    template: str,
    key: str,
    about: Context | None = None,
) -> None:
    notify.enqueue_many(
        Message(
            user_id=row.reader.user_id,
            template=template,
            key=f"registration:{row.uid}:{key}",
            language=row.language,
            context={"uid": str(row.uid), **(about or {})},
        )
        for row in registrations
        if row.reader
    )


def _registration(context: Context) -> Registration | None:
    rows = Registration.objects.select_related("pool__occurrence__series", "pool__series")
    return rows.filter(uid=context["uid"]).first()


@letter("registration/received")
def write_received(context: Context) -> Letter | None:
    row = _registration(context)
    if row is None or not row.is_active:
        return None
    texts = {
        Status.CONFIRMED: _("Your registration is confirmed."),
        Status.WAITING: _("All places are taken. You are on the waiting list."),
        Status.ENTERED: _("You are entered for the draw. You will be told the result."),
        Status.OFFERED: _("A place is kept for you. Please accept it in time."),
    }
    return _letter(row, texts[Status(row.status)])


@letter("registration/moved_up")
def write_moved_up(context: Context) -> Letter | None:
    row = _registration(context)
    if row is None or not row.holds_places:
        return None
    if row.status == Status.OFFERED and row.offered_until:
        until = _moment(row.offered_until)
        return _letter(
            row, _("A place is free for you. Accept it until %(until)s.") % {"until": until}
        )
    return _letter(row, _("A place has become free: you have it now."))


@letter("registration/drawn")
def write_drawn(context: Context) -> Letter | None:
    row = _registration(context)
    if row is None:
        return None
    texts = {
        Status.CONFIRMED: _("You were drawn: you have your places."),
        Status.WAITING: _("You were not drawn. You are on the waiting list."),
        Status.LOST: _("You were not drawn, and the waiting list is full."),
    }
    text = texts.get(Status(row.status))
    return _letter(row, text) if text else None


@letter("registration/party")
def write_party(context: Context) -> Letter | None:
    row = _registration(context)
    return _letter(row, _("Your registration was changed.")) if row and row.is_active else None


@letter("registration/ended")
def write_ended(context: Context) -> Letter | None:
    row = _registration(context)
    if row is None or row.is_active:
        return None
    if row.status == Status.EXPIRED:
        return _letter(row, _("Nobody accepted the place in time, so it went to the next."))
    return _letter(row, _("Your registration has ended."))


@letter("registration/date_changed")
def write_date_changed(context: Context) -> Letter | None:
    row = _registration(context)
    occurrence = Occurrence.objects.select_related("series").get(pk=context["occurrence"])
    if row is None or not row.is_active or occurrence.is_over:
        return None
    if _is_overtaken(row, occurrence, context["sequence"]):
        return None
    texts = {
        State.CANCELLED: _("This date is cancelled. You need do nothing."),
        State.UNDECIDED: _("This date is in doubt. Please wait for word before you set out."),
        State.SCHEDULED: _("This date has changed. Please note what holds now."),
    }
    text = texts.get(State(occurrence.state))
    return _letter(row, text, occurrence) if text else None


def _is_overtaken(row: Registration, occurrence: Occurrence, sequence: int) -> bool:
    """Whether a later letter tells of the same date: two changes at once are one piece of news."""
    prefix = f"registration:{row.uid}:date:{occurrence.pk}:"
    keys = Message.objects.filter(key__startswith=prefix).values_list("key", flat=True)
    return any(int(key.removeprefix(prefix)) > sequence for key in keys)


@letter("registration/reminder", category=Category.EVENTS)
def write_reminder(context: Context) -> Letter | None:
    row = _registration(context)
    occurrence = Occurrence.objects.select_related("series").get(pk=context["occurrence"])
    is_on = occurrence.state == State.SCHEDULED and occurrence.start > timezone.now()
    if row is None or row.status != Status.CONFIRMED or not is_on:
        return None
    return _letter(row, _("We look forward to seeing you."), occurrence)


def _moment(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day_label(local.date())} {clock_label(local)}"


def _letter(row: Registration, text: str, occurrence: Occurrence | None = None) -> Letter:
    occurrence = occurrence or row.pool.occurrence
    facts = [(_("Event"), row.pool.terms.title), (_("People"), str(row.people))]
    if occurrence:
        facts.insert(1, (_("When"), _moment(occurrence.start)))
    return Letter(subject=f"{row.pool.terms.title}: {text}", paragraphs=(text,), facts=tuple(facts))
