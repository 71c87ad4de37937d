"""Guessing a PIN is made slow: so many attempts at a card, by an account, from an address.

An attempt is counted before it is made, so that many at once are no way round; what was right, or
was never answered, is taken back.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from catalog.borrowing.errors import TooOftenError
from catalog.borrowing.models import Attempts
from portal.accounts.models import Reader

PAUSE = dt.timedelta(minutes=15)
# A branch has one address for all its readers, a family several cards.
OF_CARD, OF_READER, OF_ADDRESS = 5, 10, 40
OF_CODES = 20  # typed codes of libraries


@dataclass(frozen=True, slots=True)
class Counted:
    """What an attempt counts for."""

    card: str
    reader: str
    address: str

    def limits(self) -> dict[str, int]:
        """The key of each counter, and how far it may go."""
        return {
            _key("card", self.card.strip().upper()): OF_CARD,
            _key("reader", self.reader): OF_READER,
            _key("address", self.address): OF_ADDRESS,
        }


def count(attempt: Counted) -> None:
    """Note an attempt that is about to be made. Raises TooOftenError."""
    _count(attempt.limits())


def count_code(reader: Reader) -> None:
    """Note that *reader* types the code of a library. Raises TooOftenError."""
    _count({_key("code", str(reader.pk)): OF_CODES})


def _count(limits: Mapping[str, int]) -> None:
    now = timezone.now()
    for key, most in limits.items():
        row = _counter(key, now)
        allowed = Attempts.objects.filter(pk=row.pk, number__lt=most)
        if not allowed.update(number=F("number") + 1):
            rest = row.since + PAUSE - now
            raise TooOftenError(max(1, -(-int(rest.total_seconds()) // 60)))


def _counter(key: str, now: dt.datetime) -> Attempts:
    """The row of *key*, from nought again once the pause is over."""
    row, _made = Attempts.objects.get_or_create(key=key, defaults={"since": now})
    stale = Attempts.objects.filter(pk=row.pk, since__lte=now - PAUSE)
    if stale.update(number=0, since=now):
        row.since = now
    return row


def forgive(attempt: Counted) -> None:
    """It was right: the card and the account start afresh, the address loses this one."""
    *own, address = attempt.limits()
    Attempts.objects.filter(key__in=own).delete()
    Attempts.objects.filter(key=address, number__gt=0).update(number=F("number") - 1)


def take_back(attempt: Counted) -> None:
    """It was never answered."""
    counted = Attempts.objects.filter(key__in=attempt.limits(), number__gt=0)
    counted.update(number=F("number") - 1)


def prune() -> int:
    number, _by_model = Attempts.objects.filter(since__lt=timezone.now() - PAUSE).delete()
    return number


def _key(kind: str, text: str) -> str:
    secret = settings.PORTAL_CARD_KEY or settings.SECRET_KEY
    return salted_hmac(f"borrowing.{kind}", text, secret, algorithm="sha256").hexdigest()
