"""The words of the letters to volunteers, and to the staff of a task."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from community.volunteers.enums import EndReason, Stage, SwapState
from community.volunteers.models import HoursEntry, Shift, SignUp, Step, Swap, Volunteer
from community.volunteers.wording import hours_label, when_label
from events.places import services as places
from events.places.enums import Status
from events.schedule.dates import clock_label, day_label
from portal.notify.enums import Category
from portal.notify.letters import Letter, letter, site_url

Context = Mapping[str, Any]


def _signup(context: Context) -> SignUp | None:
    return SignUp.objects.detailed().filter(uid=context["signup"]).first()


def _facts(shift: Shift, who: Volunteer | None = None) -> tuple[tuple[str, str], ...]:
    task = shift.opportunity
    rows = [
        (pgettext("volunteers", "Task"), task.label),
        (_("Event"), shift.event_label),
        (_("When"), when_label(shift)),
        (_("Library"), task.library.label),
        (_("Where"), task.place_label),
        (_("Who"), who.name if who else ""),
        (_("Contact"), " ".join(filter(None, (task.contact_label, task.phone)))),
    ]
    return tuple((label, value) for label, value in rows if value)


def _letter(row: SignUp, subject: str, *paragraphs: str, **more: Any) -> Letter:
    shift = row.pool
    about = {"title": shift.opportunity.label, "day": day_label(shift.local_date)}
    more.setdefault("button", (_("See the shift"), site_url(row.get_absolute_url())))
    return Letter(
        subject=subject % about,
        paragraphs=tuple(part for part in paragraphs if part),
        facts=_facts(shift, row.volunteer),
        **more,
    )


@letter("volunteers/applied")
def write_applied(context: Context) -> Letter | None:
    row = Volunteer.objects.filter(pk=context["volunteer"]).select_related("library").first()
    if row is None or row.stage != Stage.APPLIED:
        return None
    return Letter(
        subject=_("We have your application as a volunteer"),
        paragraphs=(
            _("Thank you for wanting to help. %(library)s looks at it and writes to you.")
            % {"library": row.library.label},
        ),
        facts=((_("Who"), row.name),),
        button=(_("Volunteering"), site_url(reverse("volunteers:mine"))),
    )


@letter("volunteers/decided")
def write_decided(context: Context) -> Letter | None:
    step = Step.objects.filter(pk=context["step"]).select_related("volunteer__library").first()
    if step is None or step.volunteer.stage != step.stage:
        return None
    row = step.volunteer
    subject, text = _decision(row)
    return Letter(
        subject=subject,
        paragraphs=tuple(part for part in (text, step.note) if part),
        facts=((_("Who"), row.name), (_("Library"), row.library.label)),
        button=(_("Volunteering"), site_url(reverse("volunteers:mine"))),
    )


def _decision(row: Volunteer) -> tuple[str, str]:
    texts = {
        Stage.INTERVIEW: (
            _("Shall we talk? Your application as a volunteer"),
            _("The library would like to talk with you before it decides."),
        ),
        Stage.APPROVED: (
            _("Welcome as a volunteer"),
            _("You can sign up for shifts now."),
        ),
        Stage.REFUSED: (
            _("Your application as a volunteer"),
            _("We cannot take up your application at the moment."),
        ),
        Stage.PAUSED: (
            _("Your pause as a volunteer"),
            _("You get no new shifts until the pause ends. Shifts you have stay yours."),
        ),
        Stage.ENDED: (
            _("Thank you for your help"),
            _("You are no longer a volunteer. Your hours stay on your statement."),
        ),
    }
    return texts.get(Stage(row.stage), (_("Volunteering"), ""))


@letter("volunteers/received")
def write_received(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or not row.is_active or row.pool.is_over:
        return None
    if row.status == Status.WAITING:
        return _waiting(row)
    return _confirmed(row, _("You have the shift."))


def _confirmed(row: SignUp, opening: str) -> Letter:
    hours = row.pool.opportunity.release_hours
    until = ngettext(
        "If you cannot come, give it back until %(n)d hour before.",
        "If you cannot come, give it back until %(n)d hours before.",
        hours,
    )
    parent = _("A parent comes along and stays.") if row.with_parent else ""
    return _letter(row, _("Your shift: %(title)s, %(day)s"), opening, parent, until % {"n": hours})


def _waiting(row: SignUp) -> Letter:
    number = places.position(row) or 1
    return _letter(
        row,
        _("On the waiting list: %(title)s, %(day)s"),
        _("All places are taken."),
        _("You are number %(number)d on the waiting list.") % {"number": number},
        _("As soon as a place is free we write to you. You need do nothing."),
    )


@letter("volunteers/moved_up")
def write_moved_up(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or not row.has_place or row.pool.is_over:
        return None
    if row.status == Status.CONFIRMED:
        return _confirmed(row, _("A place has become free: you have it now."))
    until = timezone.localtime(row.offered_until or row.starts_at)
    if until <= timezone.now():
        return None
    moment = f"{day_label(until.date())} {clock_label(until)}"
    return _letter(
        row,
        _("A place is free: %(title)s, %(day)s"),
        _("It is kept for you until %(until)s. Do you still want it?") % {"until": moment},
        _("Without an answer it goes to the next when the time is over."),
        button=(pgettext("offer", "Answer"), site_url(row.get_absolute_url())),
    )


@letter("volunteers/ended")
def write_ended(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or row.is_active:
        return None
    texts = {
        EndReason.CANCELLED: _("The shift does not take place. You need do nothing."),
        EndReason.STAFF: _("The library has taken you off this shift."),
        EndReason.OVERLAP: _(
            "The shift was moved to a time at which you have another one, so it is free again."
        ),
    }
    text = texts.get(EndReason(row.end_reason), "") if row.end_reason else ""
    if row.status == Status.EXPIRED:
        text = _("The place we kept for you was not accepted in time, so it went to the next.")
    subject = _("Ended: %(title)s, %(day)s")
    if row.end_reason == EndReason.CANCELLED:
        subject = pgettext("shift", "Cancelled: %(title)s, %(day)s")
    button = (_("Other shifts"), site_url(row.pool.opportunity.get_absolute_url()))
    return _letter(row, subject, text, context.get("note", ""), button=button)


@letter("volunteers/moved")
def write_moved(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or not row.is_active or row.pool.is_over:
        return None
    before = timezone.localtime(dt.datetime.fromisoformat(context["before"]))
    return _letter(
        row,
        _("Another time: %(title)s, %(day)s"),
        _("The shift was to begin on %(before)s; the new time stands below.")
        % {"before": f"{day_label(before.date())} {clock_label(before)}"},
        _("If you cannot come then, give it back: somebody else will be found."),
    )


@letter("volunteers/reminder", category=Category.EVENTS)
def write_reminder(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or row.status != Status.CONFIRMED or row.pool.has_begun:
        return None
    return _letter(row, _("Soon: %(title)s, %(day)s"), _("We are glad that you come and help."))


@letter("volunteers/thanks", category=Category.COMMUNITY)
def write_thanks(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or row.volunteer is None or not row.minutes:
        return None
    total = HoursEntry.objects.of_volunteer(row.volunteer).total()
    return _letter(
        row,
        _("Thank you: %(title)s, %(day)s"),
        _("Thank you for your help. It was noted with %(hours)s; you have %(total)s in all.")
        % {"hours": hours_label(row.minutes), "total": hours_label(total)},
        button=(_("My hours"), site_url(reverse("volunteers:mine"))),
    )


@letter("volunteers/handed_over")
def write_handed_over(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or row.is_active:
        return None
    return _letter(
        row,
        _("Handed over: %(title)s, %(day)s"),
        _("Somebody has taken over your shift. You need not come."),
    )


@letter("volunteers/proposed")
def write_proposed(context: Context) -> Letter | None:
    row = _signup(context)
    proposal = Swap.objects.filter(pk=context["proposal"], state=SwapState.OPEN).first()
    if row is None or not row.is_active or proposal is None:
        return None
    other = proposal.signup.pool
    words = {"title": other.opportunity.label, "when": when_label(other)}
    return _letter(
        row,
        _("An exchange for your shift: %(title)s, %(day)s"),
        _("Somebody would take your shift and give you theirs: %(title)s, %(when)s.") % words,
        proposal.note,
        _("Nothing changes until you agree."),
    )


@letter("volunteers/proposal_declined")
def write_proposal_declined(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or not row.is_active:
        return None
    text = _("The other volunteer keeps to their shift. You have yours as before.")
    return _letter(row, _("No exchange: %(title)s, %(day)s"), text)


@letter("volunteers/swap_undone")
def write_swap_undone(context: Context) -> Letter | None:
    row = _signup(context)
    if row is None or row.volunteer is None:
        return None
    has_it = SignUp.objects.filter(
        pool=row.pool_id, volunteer=row.volunteer_id, status=Status.CONFIRMED
    ).exists()
    text = _("It is your shift again.") if has_it else _("It is no longer your shift.")
    return _letter(
        row,
        _("Swap undone: %(title)s, %(day)s"),
        _("The library has undone the handing over of this shift."),
        text,
        context.get("note", ""),
    )


@letter("volunteers/message")
def write_message(context: Context) -> Letter | None:
    """In the language of the sign-up, as far as staff wrote in it."""
    row = _signup(context)
    if row is None or not row.is_active:
        return None
    is_english = (get_language() or "").startswith("en") and context["text_en"]
    end = "_en" if is_english else ""
    return Letter(
        subject=context[f"subject{end}"] or context["subject"],
        paragraphs=tuple(part for part in context[f"text{end}"].split("\n") if part.strip()),
        facts=_facts(row.pool),
    )


def _shift(context: Context) -> Shift | None:
    rows = Shift.objects.detailed().filter(uid=context["shift"])
    shift = rows.first()
    return None if shift is None or shift.is_over or shift.is_cancelled else shift


def _staff_letter(shift: Shift, subject: str, *paragraphs: str) -> Letter:
    about = {"title": shift.opportunity.label, "day": day_label(shift.local_date)}
    wanted = ngettext("%(n)d person is wanted.", "%(n)d people are wanted.", shift.missing)
    return Letter(
        subject=subject % about,
        paragraphs=(*paragraphs, wanted % {"n": shift.missing} if shift.missing else ""),
        facts=_facts(shift),
        button=(_("Open the planner"), site_url(reverse("volunteer_desk:shift", args=[shift.uid]))),
    )


@letter("volunteers/staff_release")
def write_staff_release(context: Context) -> Letter | None:
    shift = _shift(context)
    if shift is None:
        return None
    text = _("Somebody has given back this shift at short notice.")
    return _staff_letter(shift, _("Given back late: %(title)s, %(day)s"), text)


@letter("volunteers/staff_risk")
def write_staff_risk(context: Context) -> Letter | None:
    shift = _shift(context)
    if shift is None or not shift.missing:
        return None
    return _staff_letter(
        shift, _("At risk: %(title)s, %(day)s"), _("This shift is near and not full.")
    )


@letter("volunteers/staff_swap")
def write_staff_swap(context: Context) -> Letter | None:
    shift = _shift(context)
    swap = Swap.objects.filter(pk=context["swap"], state=SwapState.TAKEN).first()
    if shift is None or swap is None:
        return None
    text = _("Two volunteers have swapped. You can undo it until the shift begins.")
    return _staff_letter(shift, _("Swapped: %(title)s, %(day)s"), text)
