"""Answers to what events announce."""

import uuid
from typing import Any

from events.registration import services
from events.signals import schedule_changed


def renew_places(key: uuid.UUID, **kwargs: Any) -> None:
    services.sync(key)


def connect() -> None:
    schedule_changed.connect(renew_places, dispatch_uid="registration.renew_places")
