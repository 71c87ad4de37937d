"""What other rows bring about: places for each new club, copies laid out, pages read anew."""

from typing import Any
from uuid import UUID

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.search import index

from community.clubs import selectors, services
from community.clubs.models import Circle, Club, ClubBook, LeadReader
from events import presenters, signals
from portal.core import generation


def make_circle(instance: Club, created: bool, **kwargs: Any) -> None:
    """Every club has its places from the beginning."""
    if created:
        Circle.objects.create(club=instance)


def shown_to_readers(**kwargs: Any) -> None:
    generation.bump()


def words_changed(instance: Any, action: str, **kwargs: Any) -> None:
    """A club is found by who leads it, they by their fields; both are written after the row."""
    if isinstance(instance, Club | LeadReader) and action.startswith("post_"):
        index.insert_or_update_object(instance)


def schedule_changed(key: UUID, **kwargs: Any) -> None:
    """Rooms have followed their dates by now; the copies follow the rooms."""
    for club in Club.objects.filter(series__translation_key=key):
        services.lay_out_copies(club)


def connect() -> None:
    presenters.register("lead readers", selectors.profile_addresses)
    post_save.connect(make_circle, sender=Club, dispatch_uid="clubs.circle")
    signals.schedule_changed.connect(schedule_changed, dispatch_uid="clubs.schedule_changed")
    for relation in (Club.leads.through, LeadReader.topics.through):
        m2m_changed.connect(
            words_changed, sender=relation, dispatch_uid=f"clubs.search.{relation.__name__}"
        )
    for model in (Club, ClubBook, LeadReader):
        for signal in (post_save, post_delete):
            signal.connect(shown_to_readers, sender=model, dispatch_uid=f"clubs.{model.__name__}")
    for relation in (
        Club.leads.through,
        Club.audiences.through,
        LeadReader.topics.through,
        LeadReader.reading_lists.through,
    ):
        m2m_changed.connect(
            shown_to_readers, sender=relation, dispatch_uid=f"clubs.{relation.__name__}"
        )
