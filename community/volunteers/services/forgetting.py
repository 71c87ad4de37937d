"""When somebody goes: coming shifts become free, of the hours only sums without a name stay."""

from django.db import transaction
from django.utils import timezone

from community.volunteers.enums import ON_DUTY
from community.volunteers.models import Certificate, Volunteer
from portal.accounts.models import FamilyMember, Reader

from .joining import give_back_coming


def forget_reader(reader: Reader) -> None:
    for volunteer in Volunteer.objects.filter(reader=reader).select_related("reader"):
        _forget(volunteer)


def forget_member(member: FamilyMember) -> None:
    for volunteer in Volunteer.objects.filter(member=member).select_related("reader"):
        _forget(volunteer)


@transaction.atomic
def _forget(volunteer: Volunteer) -> None:
    """Deleting the row empties the links of sign-ups and ledger; their numbers stay."""
    give_back_coming(volunteer)
    Certificate.objects.filter(volunteer=volunteer).update(name="", revoked_at=timezone.now())
    volunteer.delete()


def forget_emergency_contacts() -> int:
    """Of those who no longer help; a second look, should a step have been missed."""
    rows = Volunteer.objects.exclude(stage__in=ON_DUTY).exclude(
        emergency_name="", emergency_phone=""
    )
    return rows.update(emergency_name="", emergency_phone="")
