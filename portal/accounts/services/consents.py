"""Giving consent, and publishing what people consent to."""

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Consent, ConsentText, FamilyMember, Reader


@transaction.atomic
def publish_text(text: ConsentText) -> ConsentText:
    """Put *text* in force; a text that is already published keeps its date."""
    if text.published_at is None:
        text.published_at = timezone.now()
        text.save()
    return text


@transaction.atomic
def give_consent(
    reader: Reader,
    *,
    text: ConsentText,
    member: FamilyMember | None = None,
    channel: str = Consent.Channel.WEB,
) -> Consent:
    """Record the reader's yes to *text*; a second yes to the same text changes nothing."""
    standing = reader.consents.active().filter(text=text, member=member).first()
    return standing or reader.consents.create(text=text, member=member, channel=channel)
