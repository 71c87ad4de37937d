"""Personal data of volunteers (see `portal.accounts.privacy`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import FamilyMember, User
from portal.accounts.privacy import register

from .models import Certificate, HoursEntry, SignUp, Step, Volunteer
from .services import forget_member, forget_reader


def _volunteers(user: User) -> list[dict[str, Any]]:
    rows = Volunteer.objects.filter(reader__user=user).select_related("library")
    return [
        {
            "name": row.name,
            "phone": row.phone,
            "born": f"{row.birth_year}-{row.birth_month:02}",
            "skills": [skill.label for skill in row.skills.all()],
            "languages": row.language_labels,
            "availability": row.availability_labels,
            "motivation": row.motivation,
            "emergency_contact": f"{row.emergency_name} {row.emergency_phone}".strip(),
            "library": row.library.label,
            "state": row.get_stage_display(),
            "applied_at": row.applied_at.isoformat(),
        }
        for row in rows.prefetch_related("skills")
    ]


def _steps(user: User) -> list[dict[str, Any]]:
    rows = Step.objects.filter(volunteer__reader__user=user)
    return [
        {"state": row.get_stage_display(), "note": row.note, "at": row.at.isoformat()}
        for row in rows
    ]


def _signups(user: User) -> list[dict[str, Any]]:
    rows = SignUp.objects.filter(volunteer__reader__user=user).detailed()
    return [
        {
            "who": row.volunteer.name if row.volunteer else "",
            "task": row.pool.opportunity.label,
            "library": row.pool.opportunity.library.label,
            "starts_at": row.starts_at.isoformat(),
            "state": row.state_label,
            "minutes": row.minutes,
        }
        for row in rows
    ]


def _hours(user: User) -> list[dict[str, Any]]:
    rows = HoursEntry.objects.filter(volunteer__reader__user=user)
    return [
        {
            "minutes": row.minutes,
            "kind": row.get_kind_display(),
            "reason": row.reason,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


def _certificates(user: User) -> list[dict[str, Any]]:
    rows = Certificate.objects.filter(volunteer__reader__user=user)
    return [
        {"code": row.code, "minutes": row.minutes, "issued_at": row.issued_at.isoformat()}
        for row in rows
    ]


def _erase(user: User) -> None:
    if reader := getattr(user, "reader", None):
        forget_reader(reader)


def _erase_member(member: FamilyMember) -> None:
    forget_member(member)


register(
    "volunteers.Volunteer",
    _("Volunteering"),
    export=_volunteers,
    erase=_erase,
    erase_member=_erase_member,
)
register("volunteers.Step", _("Decisions about volunteering"), export=_steps)
register("volunteers.SignUp", _("Shifts"), export=_signups)
register("volunteers.HoursEntry", _("Hours"), export=_hours)
register("volunteers.Certificate", _("Certificates"), export=_certificates)
