"""Answers to what events announce."""

import uuid
from typing import Any

from community.volunteers import services
from events.signals import schedule_changed


def follow_dates(key: uuid.UUID, **kwargs: Any) -> None:
    services.sync(key)


def connect() -> None:
    schedule_changed.connect(follow_dates, dispatch_uid="volunteers.follow_dates")
