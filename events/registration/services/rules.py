"""What must hold before anybody is registered: each rule raises its error, none takes a lock."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.enums import QuestionKind, RegistrationMode
from events.models import EventSeries, PriorityGroup
from events.permissions import may_see_staff_pages
from events.registration.enums import Category
from events.registration.errors import (
    ConsentError,
    FullError,
    NotOpenError,
    PausedError,
    RegistrationError,
)
from events.registration.models import Pool
from events.registration.party import Head, check_ages, check_party
from events.registration.selectors.booking import Booking
from events.schedule.dates import clock_label, day_label
from portal.accounts.models import ConsentKind

from .places import takes_place

LONGEST_ANSWER = 300


def check_reader_may(
    booking: Booking, party: list[Head], group: PriorityGroup | None, now: dt.datetime
) -> None:
    """All rules for somebody who registers on line."""
    check_takes_place(booking.pool, now)
    _check_mode(booking, group, now)
    check_party(booking.terms, party)
    check_ages(booking.terms, party, booking.day)
    _check_limits(booking)
    _check_consents(booking, party)
    _check_pause(booking, now)
    _check_room(booking.pool, len(party), group)


def refusal(booking: Booking) -> RegistrationError | None:
    """Why the reader cannot register here, whoever comes; None where it is worth trying."""
    now, terms = timezone.now(), booking.terms
    # Somebody with priority may come in where others may not yet, or no more.
    is_for_some = terms.priority_hours or booking.pool.reserved_free
    group = PriorityGroup() if is_for_some else None
    try:
        check_takes_place(booking.pool, now)
        _check_mode(booking, group, now)
        _check_limits(booking)
        _check_pause(booking, now)
        _check_room(booking.pool, terms.party_min, group)
    except RegistrationError as error:
        return error
    return None


def check_takes_place(pool: Pool, now: dt.datetime) -> None:
    if not takes_place(pool, now):
        raise NotOpenError(_("This date is over or does not take place. Choose another one."))


def is_draw_ahead(pool: Pool, now: dt.datetime) -> bool:
    """Whether people enter for a draw now instead of taking places."""
    is_draw = pool.terms.registration == RegistrationMode.DRAW
    return is_draw and pool.draw_at is not None and now < pool.draw_at


def _check_mode(booking: Booking, group: PriorityGroup | None, now: dt.datetime) -> None:
    pool, terms = booking.pool, booking.terms
    if not terms.takes_registrations:
        raise NotOpenError(_("There is no registration for this event on this site."))
    if terms.staff_only and not may_see_staff_pages(booking.reader.user):
        raise NotOpenError(_("This event is for the staff of the library."))
    if now >= pool.closes_at:
        raise NotOpenError(_("Registration has closed. Ask the library whether a place is left."))
    opens_at = opens_for(pool, group)
    if opens_at and now < opens_at:
        raise NotOpenError(
            _("Registration opens on %(moment)s.") % {"moment": _moment(opens_at)},
            opens_at=opens_at,
        )
    if pool.draw_at and terms.registration == RegistrationMode.DRAW and now >= pool.draw_at:
        _check_drawn(pool)


def _check_drawn(pool: Pool) -> None:
    """Between the end of the window and the draw nobody comes in by the side."""
    draw = getattr(pool, "draw", None)
    if draw is None or draw.drawn_at is None:
        raise NotOpenError(_("The draw is about to be made. Places that are left come free then."))


def opens_for(pool: Pool, group: PriorityGroup | None) -> dt.datetime | None:
    """When *pool* opens for somebody of *group*; None if it is open since it was published."""
    if pool.opens_at is None or group is None:
        return pool.opens_at
    return pool.opens_at - dt.timedelta(hours=pool.terms.priority_hours)


def check_group(terms: EventSeries, group: PriorityGroup | None) -> bool:
    """Whether *group* has priority here; one that has not is a stale form."""
    if group is None:
        return False
    if not terms.priority_groups.filter(pk=group.pk).exists():
        raise RegistrationError(
            _("No places are kept for this group any more. Choose again."), field="priority_group"
        )
    return True


def _check_limits(booking: Booking) -> None:
    terms = booking.terms
    if terms.is_for_whole_course:
        return
    if terms.series_limit is not None and booking.in_series >= terms.series_limit:
        raise RegistrationError(
            _(
                "A family can have %(number)d dates of this series, and you have them. "
                "Cancel one to choose another."
            )
            % {"number": terms.series_limit}
        )
    if terms.month_limit is not None and booking.in_month >= terms.month_limit:
        raise RegistrationError(
            _(
                "A family can have %(number)d dates of this series in one month, and you have "
                "them. Choose a date in another month, or cancel one."
            )
            % {"number": terms.month_limit}
        )


def _check_consents(booking: Booking, party: list[Head]) -> None:
    terms = booking.terms
    has_children = any(head.category == Category.CHILD for head in party)
    needed = {
        ConsentKind.PHOTO.value: terms.needs_photo_consent,
        ConsentKind.CHILDREN.value: terms.needs_children_consent and has_children,
    }
    missing = [kind for kind, is_needed in needed.items() if is_needed]
    missing = [kind for kind in missing if kind not in booking.consents]
    if missing:
        raise ConsentError(
            _("This activity needs your consent first. Read the text and agree to it."),
            kinds=missing,
        )


def _check_pause(booking: Booking, now: dt.datetime) -> None:
    until = booking.paused_until
    is_first_come = booking.terms.registration == RegistrationMode.FIRST_COME
    if until and until > now and is_first_come and booking.terms.no_show_rule:
        raise PausedError(
            _(
                "Places you had stayed empty several times, so you cannot book on line until "
                "%(day)s. If there was a reason, tell the library: staff can lift this."
            )
            % {"day": day_label(timezone.localdate(until))},
            until=until,
        )


def _check_room(pool: Pool, people: int, group: PriorityGroup | None) -> None:
    """Say at once what no lock is needed for: full, and nobody more may wait."""
    is_crowded = pool.waiting > 0 or (pool.general_free or 0) < people
    if pool.capacity is not None and group is None and is_crowded and pool.is_list_full:
        raise FullError(
            _("All places are taken, and the waiting list is full. Choose another date.")
        )


def clean_answers(terms: EventSeries, answers: Mapping[str, Any]) -> dict[str, str]:
    """The *answers* to the questions of *terms*, and nothing else."""
    found = {}
    for question in terms.questions:
        key = question["key"]
        answer = str(answers.get(key, "")).strip()
        if not answer and question["is_required"]:
            raise RegistrationError(_("Please answer this question."), field=f"answer_{key}")
        if len(answer) > LONGEST_ANSWER:
            raise RegistrationError(_("This answer is too long."), field=f"answer_{key}")
        if answer and answer not in _allowed(question, answer):
            raise RegistrationError(_("Choose one of the answers."), field=f"answer_{key}")
        if answer:
            found[key] = answer
    return found


def _allowed(question: Mapping[str, Any], answer: str) -> list[str]:
    """Choices are kept in Chinese, whatever language they were shown in."""
    if question["kind"] == QuestionKind.CHOICE:
        return [choice for choice, _english in question["choices"]]
    return ["yes", "no"] if question["kind"] == QuestionKind.YES_NO else [answer]


def _moment(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day_label(local.date())} {clock_label(local)}"
