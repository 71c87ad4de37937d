"""The secret of a poster: who has not stood before it cannot say that they are here."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from events.enums import State
from events.models import Occurrence

OPENS_BEFORE = dt.timedelta(minutes=30)
LENGTH = 16


def token_of(occurrence: Occurrence) -> str:
    whole = salted_hmac("events.rosters.poster", str(occurrence.uid), algorithm="sha256")
    return whole.hexdigest()[:LENGTH]


def is_token(occurrence: Occurrence, token: str) -> bool:
    return constant_time_compare(token_of(occurrence), token)


def self_check_in_path(occurrence: Occurrence) -> str:
    return reverse("rosters_public:here", args=[occurrence.uid, token_of(occurrence)])


def is_time(occurrence: Occurrence) -> bool:
    """From half an hour before it begins until it ends."""
    now = timezone.now()
    is_on = occurrence.state == State.SCHEDULED
    return is_on and occurrence.start - OPENS_BEFORE <= now < occurrence.end
