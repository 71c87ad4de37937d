"""The secret of a poster: who has not stood before it cannot say that they are here."""

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from community.volunteers.models import Shift
from community.volunteers.services.hours import OPENS_BEFORE

LENGTH = 16


def token_of(shift: Shift) -> str:
    whole = salted_hmac("community.volunteers.poster", str(shift.uid), algorithm="sha256")
    return whole.hexdigest()[:LENGTH]


def is_token(shift: Shift, token: str) -> bool:
    return constant_time_compare(token_of(shift), token)


def self_check_in_path(shift: Shift) -> str:
    return reverse("volunteers:here", args=[shift.uid, token_of(shift)])


def is_time(shift: Shift) -> bool:
    """From half an hour before it begins until half an hour after it ends."""
    now = timezone.now()
    is_near = shift.starts_at - OPENS_BEFORE <= now < shift.ends_at + OPENS_BEFORE
    return is_near and not shift.is_cancelled
