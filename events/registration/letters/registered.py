"""Letters about one registration: made, moved up, drawn, changed, ended."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.places.enums import Status
from events.registration import selectors
from events.registration.models import Registration
from events.registration.wording import moment_label
from portal.notify.letters import Letter, letter

from .sheet import Context, calendar_of, is_over, registration_of, write


@letter("registration/received")
def write_received(context: Context) -> Letter | None:
    row = registration_of(context)
    if row is None or not row.is_active or is_over(row):
        return None
    writers = {
        Status.CONFIRMED: _confirmed,
        Status.WAITING: _waiting,
        Status.ENTERED: _entered,
        Status.OFFERED: _offered,
    }
    return writers[Status(row.status)](row)


def _confirmed(row: Registration, opening: str = "") -> Letter:
    places = ngettext("You have %(number)d place.", "You have %(number)d places.", row.people)
    return write(
        row,
        _("Registered: %(title)s, %(day)s"),
        opening or places % {"number": row.people},
        _("Show your ticket at the door, or say your name."),
        button=(_("Ticket and details"), ""),
        closing=(_("If you cannot come, please cancel: somebody else will be glad."),),
        attachments=calendar_of(row),
    )


def _waiting(row: Registration, opening: str = "") -> Letter:
    number = selectors.position(row)
    return write(
        row,
        _("On the waiting list: %(title)s, %(day)s"),
        opening or _("All places are taken."),
        _("You are number %(number)d on the waiting list.") % {"number": number or 1},
        _("As soon as a place is free for all of you we write to you. You need do nothing."),
        button=(_("See how it stands"), ""),
        closing=(_("If you no longer want to come, please cancel: those behind you move up."),),
    )


def _entered(row: Registration) -> Letter:
    return write(
        row,
        _("In the draw: %(title)s, %(day)s"),
        _("You are in the draw of %(moment)s.")
        % {"moment": moment_label(row.pool.draw_at or row.pool.starts_at)},
        _("We write to you then, whatever the result."),
        button=(_("See how it stands"), ""),
    )


def _offered(row: Registration) -> Letter:
    until = moment_label(row.offered_until or row.pool.starts_at)
    return write(
        row,
        _("A place is free: %(title)s, %(day)s"),
        _("It is kept for you until %(until)s. Do you still want it?") % {"until": until},
        _("Without an answer it goes to the next when the time is over."),
        button=(_("Yes, we come"), "accept"),
        other_button=(_("No, let others have it"), "decline"),
    )


@letter("registration/moved_up")
def write_moved_up(context: Context) -> Letter | None:
    row = registration_of(context)
    if row is None or not row.holds_places or is_over(row):
        return None
    if row.status == Status.CONFIRMED:
        return _confirmed(row, _("A place has become free: you have it now."))
    is_open = row.offered_until is not None and row.offered_until > timezone.now()
    return _offered(row) if is_open else None


@letter("registration/drawn")
def write_drawn(context: Context) -> Letter | None:
    row = registration_of(context)
    if row is None or is_over(row):
        return None
    if row.status == Status.CONFIRMED:
        return _confirmed(row, _("You were drawn: you have your places."))
    if row.status == Status.WAITING:
        return _waiting(row, _("You were not drawn this time."))
    if row.status != Status.LOST:
        return None
    return write(
        row,
        _("Not drawn: %(title)s, %(day)s"),
        _("You were not drawn this time, and the waiting list is full."),
        _("How the draw was made stands on the page of the event; everybody can check it."),
        button=(_("The page of the event"), "event"),
    )


@letter("registration/party")
def write_party(context: Context) -> Letter | None:
    row = registration_of(context)
    if row is None or not row.is_active or is_over(row):
        return None
    return write(
        row,
        _("Changed: %(title)s, %(day)s"),
        _("You changed who comes. This is how it stands now."),
        button=(_("See how it stands"), ""),
        attachments=calendar_of(row) if row.status == Status.CONFIRMED else (),
    )


@letter("registration/ended")
def write_ended(context: Context) -> Letter | None:
    row = registration_of(context)
    if row is None or row.is_active:
        return None
    texts = row.end_words or [_("Your registration is cancelled. The places go to those who wait.")]
    if row.status == Status.EXPIRED:
        texts = [
            _("The place we kept for you was not accepted in time, so it went to the next."),
            _("If you still want to come, register anew: you join the end of the list."),
        ]
    return write(
        row,
        _("Ended: %(title)s, %(day)s"),
        *texts,
        button=(_("The page of the event"), "event"),
    )
