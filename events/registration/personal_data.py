"""Personal data of registrations (see `portal.accounts.privacy`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import FamilyMember, User
from portal.accounts.privacy import register

from .models import Attendance, CalendarAddress, Registration
from .services import erasure


def _registrations(user: User) -> list[dict[str, Any]]:
    rows = Registration.objects.filter(reader__user=user).select_related("pool__occurrence__series")
    return [
        {
            "event": row.pool.terms.title,
            "starts_at": row.pool.starts_at.isoformat(),
            "state": row.get_status_display(),
            "ended_by_library": " ".join(row.end_words),
            "people": row.people,
            "priority_group": row.priority_group and row.priority_group.label,
            "answers": row.answers,
            "created_at": row.created_at.isoformat(),
        }
        for row in rows.select_related("pool__series", "priority_group")
    ]


def _attendees(user: User) -> list[dict[str, Any]]:
    rows = Registration.objects.filter(reader__user=user).prefetch_related("attendees__member")
    return [
        {"starts_at": row.pool.starts_at.isoformat(), "who": head.name}
        for row in rows.select_related("pool")
        for head in row.attendees.all()
    ]


def _attendances(user: User) -> list[dict[str, Any]]:
    rows = Attendance.objects.filter(attendee__registration__reader__user=user).exclude(state="")
    return [
        {
            "date": row.occurrence.local_date.isoformat(),
            "who": row.attendee.name,
            "state": row.get_state_display(),
        }
        for row in rows.select_related("attendee__member", "occurrence")
    ]


def _pauses(user: User) -> list[dict[str, Any]]:
    reader = getattr(user, "reader", None)
    return list(reader.pauses.values("since", "until", "reason")) if reader else []


def _calendar_address(user: User) -> list[dict[str, Any]]:
    rows = CalendarAddress.objects.filter(reader__user=user)
    return [{"created_at": row.created_at.isoformat()} for row in rows]


def _erase(user: User) -> None:
    if reader := getattr(user, "reader", None):
        erasure.forget_reader(reader)


def _erase_member(member: FamilyMember) -> None:
    erasure.forget_member(member)


register(
    "registration.Registration",
    _("Registrations"),
    export=_registrations,
    erase=_erase,
    erase_member=_erase_member,
)
register("registration.Attendee", _("Who took part"), export=_attendees)
register("registration.Attendance", _("Attendance"), export=_attendances)
register("registration.CalendarAddress", _("Calendar address"), export=_calendar_address)
register("registration.HeadCount", _("Work in the administration"))
register("registration.Pause", _("Pauses of booking"), export=_pauses)
