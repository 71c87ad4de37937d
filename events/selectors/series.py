"""Series and the pages that tell of them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case, QuerySet, When
from django.utils.translation import get_language
from wagtail.models import Page

from events.models import EventSeries, EventSeriesPage
from portal.core.page_links import in_language


def current_series(translation_key: uuid.UUID) -> QuerySet[EventSeries]:
    """The series the pages with *translation_key* share; the newest part if it was split."""
    return EventSeries.objects.filter(translation_key=translation_key, is_current=True)


def parts_in_force(translation_key: uuid.UUID) -> QuerySet[EventSeries]:
    """The parts of a series that have dates to come; the newest is the last."""
    return EventSeries.objects.parts(translation_key).in_force()


def is_source(page: EventSeriesPage) -> bool:
    """Whether *page* is the one whose schedule counts.

    That is the page in the site's first language; a page never written in that language is its own
    source.
    """
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return True
    siblings = EventSeriesPage.objects.filter(translation_key=page.translation_key)
    first = siblings.filter(locale__language_code=settings.LANGUAGE_CODE)
    return not first.exists() and siblings.order_by("pk").values("pk").first() == {"pk": page.pk}


def source_page(series: EventSeries) -> EventSeriesPage | None:
    """The page whose schedule *series* follows."""
    pages = EventSeriesPage.objects.filter(translation_key=series.translation_key)
    first = pages.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return first or pages.order_by("pk").first()


def schedule_key(page: EventSeriesPage) -> uuid.UUID:
    """The key of the series *page* shows: an alias in the same language shows its original's."""
    original = page.alias_of
    if original and original.locale_id == page.locale_id:
        return original.translation_key
    return page.translation_key


def reading_list_of(page: EventSeriesPage) -> Page | None:
    """The reading list that goes with *page*, in the active language, if anyone may read it."""
    if page.reading_list is None:
        return None
    found = in_language([page.reading_list], get_language() or "", specific=True)
    chosen = found.get(page.reading_list.translation_key)
    return None if chosen is None or chosen.get_view_restrictions().exists() else chosen


def keys_of_slug(slug: str) -> QuerySet[Any, Any]:
    """The translation keys of the pages at an address, as a subquery."""
    return EventSeriesPage.objects.filter(slug=slug).values("translation_key")


def page_paths(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
    """The paths of the live pages with these translation keys, by language; one query."""
    found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    pages = EventSeriesPage.objects.live().filter(translation_key__in=list(keys))
    for page in pages.select_related("locale").only(
        "slug", "url_path", "translation_key", "locale__language_code"
    ):
        if page.url:
            found[page.translation_key][page.locale.language_code] = page.url
    return found


def page_of(keys: QuerySet[Any, Any], language: str) -> EventSeriesPage | None:
    """The live page of the series with these translation keys, in *language* if it has one."""
    pages = EventSeriesPage.objects.live().filter(translation_key__in=keys)
    ranked = pages.annotate(
        rank=Case(
            When(locale__language_code=language, then=0),
            When(locale__language_code=settings.LANGUAGE_CODE, then=1),
            default=2,
        )
    )
    return ranked.order_by("rank", "pk").only("title", "slug", "url_path", "locale").first()
