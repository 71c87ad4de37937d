"""The link to a few words after the event: it says which registration, and cannot be made up."""

from typing import NamedTuple

from django.core import signing

SALT = "events.registration.feedback"


class Asked(NamedTuple):
    registration: str
    occurrence: int


def feedback_token(registration: str, occurrence: int) -> str:
    return signing.dumps([registration, occurrence], salt=SALT)


def read_feedback_token(token: str) -> Asked | None:
    try:
        return Asked(*signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
