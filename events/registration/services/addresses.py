"""The address of a family's calendar: made, made anew, taken back."""

import secrets

from events.registration.models import CalendarAddress
from events.registration.models.calendar import digest_of
from portal.accounts.models import Reader

BYTES = 32


def renew_calendar(reader: Reader) -> str:
    """A new token, to be shown once; the old address is dead from now on."""
    token = secrets.token_urlsafe(BYTES)
    CalendarAddress.objects.update_or_create(reader=reader, defaults={"digest": digest_of(token)})
    return token


def revoke_calendar(reader: Reader) -> None:
    CalendarAddress.objects.filter(reader=reader).delete()
