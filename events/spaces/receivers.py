"""Answers to what happens elsewhere: dates of events take their rooms along."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from events import signals
from events.spaces import services
from events.spaces.models import Equipment, Seat, Space, SpaceHours, SpacePhoto, SpaceRules
from portal.core import generation

SHOWN = (Equipment, Seat, Space, SpaceHours, SpacePhoto, SpaceRules)


def schedule_changed(key: UUID, **kwargs: Any) -> None:
    """Dates were planned, moved, called off or taken back; it is in the database by now."""
    services.book_series(key)


def shown_to_readers(sender: type[Model], **kwargs: Any) -> None:
    generation.bump()


def connect() -> None:
    signals.schedule_changed.connect(schedule_changed, dispatch_uid="spaces.schedule_changed")
    for model in SHOWN:
        for signal in (post_save, post_delete):
            signal.connect(shown_to_readers, sender=model, dispatch_uid=f"spaces.{model.__name__}")
