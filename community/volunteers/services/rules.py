"""What must hold before somebody has a shift: each rule raises its error, none takes a lock."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers.enums import Stage
from community.volunteers.errors import FullError, NotYetError, OverlapError, VolunteerError
from community.volunteers.models import Shift, SignUp, Volunteer
from events.schedule.dates import clock_label, day_label
from portal.accounts.models import Consent, ConsentKind, ConsentText


def check_may_sign_up(shift: Shift, volunteer: Volunteer, *, with_parent: bool) -> None:
    """All rules for somebody who signs up on line."""
    check_window(shift)
    check_person(shift, volunteer, with_parent=with_parent)
    check_week(shift, volunteer)
    check_overlap(shift, volunteer)
    if shift.missing == 0 and shift.is_list_full:
        raise FullError(_("All places are taken, and the waiting list is full."))


def refusal(shift: Shift, volunteer: Volunteer) -> VolunteerError | None:
    """Why this person cannot sign up here; None where it is worth trying."""
    try:
        check_may_sign_up(shift, volunteer, with_parent=True)
    except VolunteerError as error:
        return error
    return None


def check_takes_place(shift: Shift) -> None:
    if shift.is_cancelled:
        raise VolunteerError(_("This shift is cancelled."))
    if shift.is_over:
        raise VolunteerError(_("This shift is over."))


def check_window(shift: Shift) -> None:
    now = timezone.now()
    check_takes_place(shift)
    if not shift.opportunity.is_published:
        raise VolunteerError(_("This task takes no volunteers at the moment."))
    if now >= shift.closes_at:
        raise VolunteerError(_("Sign-up has closed. Ask the library whether help is wanted."))
    if now < shift.opens_at:
        opens = timezone.localtime(shift.opens_at)
        moment = f"{day_label(opens.date())} {clock_label(opens)}"
        raise VolunteerError(_("Sign-up opens on %(moment)s.") % {"moment": moment})


def check_person(shift: Shift, volunteer: Volunteer, *, with_parent: bool) -> None:
    """Approved, for this library, old enough, and with what the law asks for minors."""
    _check_stage(volunteer)
    opportunity = shift.opportunity
    if not volunteer.is_cleared_for(opportunity.library):
        raise NotYetError(
            _("You are approved for %(own)s. Ask %(library)s to let you help there as well.")
            % {"own": volunteer.library.label, "library": opportunity.library.label}
        )
    if opportunity.needs_interview and volunteer.interviewed_at is None:
        raise NotYetError(
            _("For this task the library talks with you first. Please ring: it does not take long.")
        )
    check_age(opportunity.min_age, volunteer, shift.local_date)
    if volunteer.is_minor_on(shift.local_date):
        _check_consent(volunteer)
    if volunteer.needs_parent_on(shift.local_date) and not with_parent:
        raise NotYetError(
            _("Under %(age)d a parent has to be there all the time. Tick that you come along.")
            % {"age": settings.PORTAL_VOLUNTEER_ALONE_AGE},
            field="with_parent",
        )


def _check_stage(volunteer: Volunteer) -> None:
    reasons = {
        Stage.APPLIED: _("Your application is being looked at. We write to you."),
        Stage.INTERVIEW: _("The library wants to talk with you first."),
        Stage.PAUSED: _("You are pausing. End the pause under “Volunteering” to sign up again."),
        Stage.REFUSED: _("The library has not taken up your application."),
        Stage.ENDED: _("You are no longer a volunteer here. You can apply anew."),
    }
    if reason := reasons.get(Stage(volunteer.stage)):
        raise NotYetError(reason)


def check_age(minimum: int, volunteer: Volunteer, day: dt.date) -> None:
    age = volunteer.age_on(day)
    if age < minimum:
        raise NotYetError(
            _("This task is for people of %(minimum)d and older; %(name)s is %(age)d on that day.")
            % {"minimum": minimum, "name": volunteer.name, "age": age}
        )


def has_consent(volunteer: Volunteer) -> bool:
    """Whether the guardian's consent to the text in force stands for this very child."""
    text = ConsentText.objects.current(ConsentKind.VOLUNTEER)
    standing = Consent.objects.active().filter(
        reader=volunteer.reader_id, member=volunteer.member_id, text=text
    )
    return text is not None and standing.exists()


def _check_consent(volunteer: Volunteer) -> None:
    if not has_consent(volunteer):
        raise NotYetError(
            _("Without a guardian’s consent nobody under %(age)d can help. Give it anew first.")
            % {"age": settings.PORTAL_VOLUNTEER_ADULT_AGE},
            field="consents",
        )


def check_week(shift: Shift, volunteer: Volunteer) -> None:
    limit = shift.opportunity.week_limit
    if limit is None:
        return
    date = shift.local_date
    monday = dt.datetime.combine(date - dt.timedelta(days=date.weekday()), dt.time())
    start = timezone.make_aware(monday)
    own = SignUp.objects.active().filter(
        volunteer=volunteer,
        pool__opportunity=shift.opportunity_id,
        starts_at__gte=start,
        starts_at__lt=start + dt.timedelta(days=7),
    )
    if own.exclude(pool=shift).count() >= limit:
        raise VolunteerError(
            _("One person can have %(number)d shifts of this task in a week, and has them.")
            % {"number": limit}
        )


def check_overlap(shift: Shift, volunteer: Volunteer) -> None:
    """Say so early; the database has the last word."""
    rows = SignUp.objects.active().filter(
        volunteer=volunteer, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at
    )
    other = rows.exclude(pool=shift).select_related("pool__opportunity").first()
    if other:
        raise overlap(other.pool)


def overlap(other: Shift | None = None) -> OverlapError:
    if other is None:
        return OverlapError(_("There is another shift at this time already."))
    return OverlapError(
        _("There is another shift at this time already: %(title)s, %(time)s.")
        % {"title": other.opportunity.label, "time": clock_label(other.local_start)}
    )
