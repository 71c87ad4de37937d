"""Family members, entered by their guardian and removed without trace."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts import privacy
from portal.accounts.errors import AccountsError
from portal.accounts.models import ConsentKind, ConsentText, FamilyMember, Reader

from .consents import give_consent

FAMILY_LIMIT = 12


@transaction.atomic
def add_family_member(
    guardian: Reader,
    *,
    nickname: str,
    birth_year: int,
    birth_month: int,
    consent: ConsentText | None,
) -> FamilyMember:
    """Enter someone of the family; *consent* is the text the guardian agreed to just now."""
    if consent is None or consent.kind != ConsentKind.CHILDREN:
        raise AccountsError(_("Your consent is needed before a family member is entered."))
    if guardian.family.count() >= FAMILY_LIMIT:
        raise AccountsError(
            _("You can enter up to %(number)d family members.") % {"number": FAMILY_LIMIT}
        )
    give_consent(guardian, text=consent)
    member = FamilyMember(
        guardian=guardian, nickname=nickname, birth_year=birth_year, birth_month=birth_month
    )
    return _checked(member)


@transaction.atomic
def edit_family_member(
    member: FamilyMember, *, nickname: str, birth_year: int, birth_month: int
) -> FamilyMember:
    member.nickname = nickname
    member.birth_year = birth_year
    member.birth_month = birth_month
    return _checked(member)


@transaction.atomic
def remove_family_member(member: FamilyMember) -> None:
    """Wipe a family member everywhere: what stands in higher layers first, through the registry."""
    for entry in privacy.registered():
        if entry.erase_member:
            entry.erase_member(member)
    member.consents.active().update(withdrawn_at=timezone.now())
    member.delete()


def _checked(member: FamilyMember) -> FamilyMember:
    try:
        member.full_clean()
    except ValidationError as error:
        raise AccountsError(" ".join(error.messages)) from error
    today = timezone.localdate()
    if (member.birth_year, member.birth_month) > (today.year, today.month):
        raise AccountsError(_("The month of birth lies in the future."))
    member.save()
    return member
