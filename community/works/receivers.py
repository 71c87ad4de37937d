"""Answers to Wagtail's signals: whether names are told is set on the call, and search knows it."""

from typing import Any

from wagtail.signals import published

from community.works import services
from community.works.models import Call


def call_published(instance: Call, **kwargs: Any) -> None:
    services.index_works(instance)


def connect() -> None:
    published.connect(call_published, sender=Call, dispatch_uid="works.names")
