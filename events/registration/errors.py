"""Why somebody cannot be registered, in words that say what to do about it."""

import datetime as dt
import uuid
from collections.abc import Sequence

from events.errors import EventError


class RegistrationError(EventError):
    """A registration that cannot be made or changed.

    *field* is the part of the form it is about ("" for the whole): party, members, adults,
    priority_group, consents, answers, or `answer_<key>` for one question.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotOpenError(RegistrationError):
    """Not yet (*opens_at* tells when), no longer, or never on this site."""

    def __init__(self, message: str, *, opens_at: dt.datetime | None = None) -> None:
        super().__init__(message)
        self.opens_at = opens_at


class AlreadyRegisteredError(RegistrationError):
    """The reader has a registration here; *uid* is its number."""

    def __init__(self, message: str, *, uid: uuid.UUID) -> None:
        super().__init__(message)
        self.uid = uid


class FullError(RegistrationError):
    """No places and no room on the waiting list."""


class PausedError(RegistrationError):
    """The reader cannot book “first come” before *until*."""

    def __init__(self, message: str, *, until: dt.datetime) -> None:
        super().__init__(message)
        self.until = until


class ConsentError(RegistrationError):
    """Consents of these *kinds* are missing."""

    def __init__(self, message: str, *, kinds: Sequence[str]) -> None:
        super().__init__(message, field="consents")
        self.kinds = list(kinds)
