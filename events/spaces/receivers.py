"""Answers to what happens elsewhere: dates of events take their rooms along."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from events.models import EventSeries, Occurrence
from events.spaces import services
from events.spaces.models import Equipment, Seat, Space, SpaceHours, SpacePhoto, SpaceRules
from portal.core import generation

SHOWN = (Equipment, Seat, Space, SpaceHours, SpacePhoto, SpaceRules)


def series_planned(instance: EventSeries, update_fields: Any = None, **kwargs: Any) -> None:
    """The planner writes down how far it came; a series off line says that it is not live."""
    fields = set(update_fields or ())
    if "materialised_until" in fields or ("live" in fields and not instance.live):
        transaction.on_commit(partial(services.book_series, instance.pk), robust=True)


def date_changed(instance: Occurrence, **kwargs: Any) -> None:
    """A single date was moved, called off or let take place after all."""
    transaction.on_commit(partial(services.book_series, instance.series_id), robust=True)


def shown_to_readers(sender: type[Model], **kwargs: Any) -> None:
    generation.bump()


def connect() -> None:
    post_save.connect(series_planned, sender=EventSeries, dispatch_uid="spaces.series_planned")
    post_save.connect(date_changed, sender=Occurrence, dispatch_uid="spaces.date_changed")
    for model in SHOWN:
        for signal in (post_save, post_delete):
            signal.connect(shown_to_readers, sender=model, dispatch_uid=f"spaces.{model.__name__}")
