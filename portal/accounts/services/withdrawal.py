"""Withdrawing consent, with what follows from it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.errors import AccountsError
from portal.accounts.models import Consent, ConsentKind

from .family import remove_family_member


@transaction.atomic
def withdraw_consent(consent: Consent) -> None:
    """End a consent. Without the guardian's consent the family's data goes with it.

    The consent to the privacy text carries the account: it ends with the account only.
    """
    if consent.text.kind == ConsentKind.PRIVACY:
        raise AccountsError(_("This consent ends when you delete your account."))
    if consent.text.kind == ConsentKind.CHILDREN:
        for member in consent.reader.family.all():
            remove_family_member(member)
    Consent.objects.active().filter(pk=consent.pk).update(withdrawn_at=timezone.now())
