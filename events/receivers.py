"""Answers to Wagtail's signals: publishing a page plans its sessions."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from events import services
from events.models import EventSeries, EventSeriesPage
from portal.core.models import Library


def page_went_live(instance: EventSeriesPage, **kwargs: Any) -> None:
    services.publish_schedule(instance)


def page_went_off_line(instance: EventSeriesPage, **kwargs: Any) -> None:
    services.withdraw_schedule(instance)


def library_changed(instance: Library, created: bool, **kwargs: Any) -> None:
    """Calendars show the library's name and address with each session."""
    if not created:
        for series in EventSeries.objects.filter(library=instance, live=True):
            services.touch(series)


def privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    services.check_privacy(instance.page)


def page_moved(instance: Page, **kwargs: Any) -> None:
    """A page may have come under a restriction, or out of one."""
    services.check_privacy(instance)


def connect() -> None:
    page_published.connect(
        page_went_live, sender=EventSeriesPage, dispatch_uid="events.page_published"
    )
    page_unpublished.connect(
        page_went_off_line, sender=EventSeriesPage, dispatch_uid="events.page_unpublished"
    )
    post_save.connect(library_changed, sender=Library, dispatch_uid="events.library_changed")
    for signal in (post_save, post_delete):
        signal.connect(
            privacy_changed, sender=PageViewRestriction, dispatch_uid="events.privacy_changed"
        )
    post_page_move.connect(page_moved, dispatch_uid="events.page_moved")
