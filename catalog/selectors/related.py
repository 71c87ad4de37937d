"""What stands beside a book: other editions and volumes of its work, lists it is on."""

from typing import Any

from wagtail.models import Locale, Page

from catalog.models import Record

MOST_EDITIONS = 50


def other_editions(record: Record, limit: int = MOST_EDITIONS) -> list[Record]:
    """Records of the same work, newest first."""
    if not record.work_id:
        return []
    same = Record.objects.current().filter(work=record.work_id).exclude(pk=record.pk)
    return list(same.order_by("-year", "-pk")[:limit])


def lists_with(record: Record, limit: int = 6) -> list[Any]:
    """Public reading lists in the active language that the book stands on.

    Lists are a layer above the catalogue: they point at records, and are reached from here by the
    reverse relation alone.
    """
    public = Page.objects.live().public().filter(locale=Locale.get_active())
    items = record.list_items.filter(page__in=public).select_related("page")
    return [item.page for item in items.order_by("-page__first_published_at")[:limit]]
