"""Answers to what events announce."""

import uuid
from functools import partial
from typing import Any

from django.db import transaction

from events.notifications import Change, on_change
from events.registration import services
from events.registration.services.telling import tell
from events.signals import schedule_changed


def renew_places(key: uuid.UUID, **kwargs: Any) -> None:
    services.sync(key)


def tell_soon(change: Change) -> None:
    """After the commit: a row written twice in one transaction makes PostgreSQL lock its series.

    Should the process die in between, `notice_due` lets the clock tell.
    """
    transaction.on_commit(partial(tell, change.occurrence), robust=True)


def connect() -> None:
    on_change(tell_soon)
    schedule_changed.connect(renew_places, dispatch_uid="registration.renew_places")
