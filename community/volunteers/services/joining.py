"""Becoming a volunteer, pausing, and leaving. Each step is kept with who took it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.volunteers import notifications
from community.volunteers.enums import ON_DUTY, EndReason, Stage
from community.volunteers.errors import NotYetError, VolunteerError
from community.volunteers.models import SignUp, Skill, Step, Volunteer
from portal.accounts.models import ConsentKind, ConsentText, FamilyMember, Reader
from portal.accounts.services import give_consent
from portal.core.models import Library

from .places import changing
from .signing import finish

EDITABLE = (
    *("name", "phone", "languages", "availability", "motivation"),
    *("emergency_name", "emergency_phone", "shows_name"),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody tells of themselves."""

    name: str
    phone: str
    emergency_name: str
    emergency_phone: str
    languages: list[str] = field(default_factory=list)
    availability: list[str] = field(default_factory=list)
    motivation: str = ""
    shows_name: bool = False
    skills: Iterable[Skill] = ()


@transaction.atomic
def apply(
    reader: Reader,
    profile: Profile,
    *,
    library: Library,
    birth: tuple[int, int] | None = None,
    member: FamilyMember | None = None,
    consent: ConsentText | None = None,
) -> Volunteer:
    """Apply for oneself (*birth* is year and month) or, with *consent*, for a minor of the family.

    Who was refused or has ended may apply anew.
    """
    if member is not None and member.guardian_id != reader.pk:
        raise VolunteerError(_("Choose from your own family."), field="member")
    if member is not None:
        birth = (member.birth_year, member.birth_month)
    if birth is None:
        raise VolunteerError(_("Give year and month of birth."), field="birth_year")
    known = Volunteer.objects.filter(reader=reader, member=member).first()
    if known and known.stage in ON_DUTY:
        raise VolunteerError(_("There is an application already."))
    row = known or Volunteer(reader=reader, member=member)
    row.birth_year, row.birth_month = birth
    row.library, row.stage, row.is_network_wide = library, Stage.APPLIED, False
    _check_ages(row)
    if row.is_minor_on(timezone.localdate()):
        _take_consent(reader, member, consent)
    _fill(row, profile)
    _note(row, Stage.APPLIED, by=reader.user)
    notifications.applied(row)
    return row


def _check_ages(row: Volunteer) -> None:
    age, adult = row.age_on(timezone.localdate()), settings.PORTAL_VOLUNTEER_ADULT_AGE
    if row.member is None and age < adult:
        raise NotYetError(
            _("Under %(age)d you apply through the account of a parent, who enters you there.")
            % {"age": adult},
            field="birth_year",
        )
    youngest = settings.PORTAL_VOLUNTEER_MIN_AGE
    if age < youngest:
        raise NotYetError(
            _("Volunteers are at least %(age)d years old.") % {"age": youngest}, field="member"
        )


def _take_consent(reader: Reader, member: FamilyMember | None, text: ConsentText | None) -> None:
    if text is None or text.kind != ConsentKind.VOLUNTEER:
        raise VolunteerError(
            _("Without a guardian’s consent nobody under age can help."), field="agree"
        )
    give_consent(reader, text=text, member=member)


def _fill(row: Volunteer, profile: Profile) -> None:
    for name in EDITABLE:
        setattr(row, name, getattr(profile, name))
    row.save()
    row.skills.set(profile.skills)


def renew_consent(volunteer: Volunteer, text: ConsentText) -> None:
    """The guardian agrees to a new version of the text."""
    _take_consent(volunteer.reader, volunteer.member, text)


@transaction.atomic
def update_profile(volunteer: Volunteer, profile: Profile) -> None:
    _fill(volunteer, profile)


def invite(volunteer: Volunteer, *, by: Any, note: str = "") -> None:
    """Ask for a talk before it is decided."""
    _move(volunteer, Stage.INTERVIEW, allowed=[Stage.APPLIED], by=by, note=note)


def note_talk(volunteer: Volunteer) -> None:
    """The library has talked with them."""
    volunteer.interviewed_at = timezone.now()
    volunteer.save(update_fields=["interviewed_at"])


@transaction.atomic
def approve(volunteer: Volunteer, *, by: Any, network_wide: bool = False, note: str = "") -> None:
    """For the library they applied to and those below it, or for the whole network."""
    row = _move(
        volunteer, Stage.APPROVED, allowed=[Stage.APPLIED, Stage.INTERVIEW], by=by, note=note
    )
    row.is_network_wide = network_wide
    row.save(update_fields=["is_network_wide"])
    volunteer.is_network_wide = network_wide


def refuse(volunteer: Volunteer, *, by: Any, note: str) -> None:
    if not note.strip():
        raise VolunteerError(_("Say why; they are told."), field="note")
    _move(volunteer, Stage.REFUSED, allowed=[Stage.APPLIED, Stage.INTERVIEW], by=by, note=note)


def pause(volunteer: Volunteer, *, by: Any, note: str = "") -> None:
    """For a while no new shifts; what is signed up for stays, or is given back one by one."""
    _move(volunteer, Stage.PAUSED, allowed=[Stage.APPROVED], by=by, note=note)


def resume(volunteer: Volunteer, *, by: Any) -> None:
    _move(volunteer, Stage.APPROVED, allowed=[Stage.PAUSED], by=by)


@transaction.atomic
def end(volunteer: Volunteer, *, by: Any, note: str = "") -> None:
    """Stop: shifts to come go to others, and the emergency contact is forgotten."""
    give_back_coming(volunteer)
    _move(volunteer, Stage.ENDED, allowed=[Stage.APPROVED, Stage.PAUSED], by=by, note=note)


def give_back_coming(volunteer: Volunteer) -> None:
    rows = SignUp.objects.active().filter(volunteer=volunteer, starts_at__gt=timezone.now())
    for signup in rows.select_related("pool__opportunity", "volunteer__reader__user"):
        with changing(signup.pool) as shift:
            finish(shift, signup, EndReason.LEFT)


@transaction.atomic
def _move(
    volunteer: Volunteer, stage: Stage, *, allowed: list[Stage], by: Any, note: str = ""
) -> Volunteer:
    Volunteer.objects.select_for_update().order_by().values_list("pk").get(pk=volunteer.pk)
    row = Volunteer.objects.select_related("reader__user", "member", "library").get(pk=volunteer.pk)
    if row.stage not in allowed:
        raise VolunteerError(
            _("This volunteer is %(state)s; it may have been changed meanwhile.")
            % {"state": row.get_stage_display()}
        )
    row.stage = stage
    if stage not in ON_DUTY:
        row.emergency_name = row.emergency_phone = ""
    row.save()
    _note(row, stage, by=by, note=note)
    notifications.decided(row)
    volunteer.stage = stage
    return row


def _note(row: Volunteer, stage: Stage, *, by: Any, note: str = "") -> None:
    Step.objects.create(volunteer=row, stage=stage, by=by, note=note.strip()[:300])
