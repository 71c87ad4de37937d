"""Answers to Wagtail's signals: the content generation rises, translations follow their source."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from portal.core import generation
from portal.core.tasks import sync_page_translations
from portal.core.translations import has_translations

# Apps whose plain rows public pages read. Pages count when they are published, not when saved.
PUBLIC_APPS = {
    "core",
    "home",
    "images",
    "plan",
    "annual",
    "wagtaildocs",
    "wagtailredirects",
    "wagtailcore",
}
WAGTAIL_PUBLIC = {"site", "pageviewrestriction", "collectionviewrestriction", "locale"}


def content_changed(**kwargs: Any) -> None:
    generation.bump()


def row_changed(sender: type[Model], **kwargs: Any) -> None:
    meta = sender._meta
    if meta.app_label not in PUBLIC_APPS or issubclass(sender, Page):
        return
    if meta.app_label == "wagtailcore" and meta.model_name not in WAGTAIL_PUBLIC:
        return
    if meta.model_name == "rendition":
        return
    generation.bump()


def page_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, Page) and instance.live:
        generation.bump()


def source_published(instance: Page, **kwargs: Any) -> None:
    """Carry the edit over to the translations, after the commit and outside the request."""
    if has_translations(instance):
        transaction.on_commit(partial(sync_page_translations.enqueue, instance.pk))


def connect() -> None:
    for signal in (
        page_published,
        page_unpublished,
        page_slug_changed,
        post_page_move,
        published,
        unpublished,
    ):
        signal.connect(content_changed, dispatch_uid="portal.generation")
    # After the above: caches are told before the translations are worked on, which takes a while.
    page_published.connect(source_published, dispatch_uid="portal.translations")
    post_save.connect(row_changed, dispatch_uid="portal.generation")
    post_delete.connect(row_changed, dispatch_uid="portal.generation")
    post_delete.connect(page_deleted, dispatch_uid="portal.generation.page")
