"""Answers to what events announce."""

import uuid
from typing import Any

from events.notifications import Change, on_change
from events.registration import services
from events.registration.services.telling import tell
from events.signals import schedule_changed


def renew_places(key: uuid.UUID, **kwargs: Any) -> None:
    services.sync(key)


def tell_at_once(change: Change) -> None:
    tell(change.occurrence)


def connect() -> None:
    on_change(tell_at_once)
    schedule_changed.connect(renew_places, dispatch_uid="registration.renew_places")
