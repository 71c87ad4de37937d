"""Atom feeds of news and reading lists, one for each language."""

import datetime as dt
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import NewsPage
from portal.core.feeds import LIMIT, SiteFeed
from portal.core.languages import localized_path
from reading_lists.models import ReadingListPage


class PageFeed(SiteFeed):
    """The newest pages of one kind."""

    path: str

    def link(self) -> str:
        return localized_path(self.path)

    def item_title(self, item: Page) -> str:
        return item.title

    def item_description(self, item: Page) -> str:
        return item.summary

    def item_link(self, item: Page) -> str:
        return item.get_full_url()

    def item_guid(self, item: Page) -> str:
        """The same for ever, wherever the page moves."""
        return f"urn:uuid:{item.translation_key}:{item.locale.language_code}"

    def item_pubdate(self, item: Page) -> dt.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Page) -> dt.datetime | None:
        return item.last_published_at


class NewsFeed(PageFeed):
    path = "/news/"

    def title(self) -> str:
        return _("%(site)s: news") % {"site": self.author_name()}

    def items(self) -> Any:
        return (
            NewsPage.objects.in_language(get_language() or "")
            .listed()
            .select_related("locale", "category")[:LIMIT]
        )

    def item_categories(self, item: NewsPage) -> list[str]:
        return [item.category.label]


class ListsFeed(PageFeed):
    path = "/lists/"

    def title(self) -> str:
        return _("%(site)s: reading lists") % {"site": self.author_name()}

    def items(self) -> Any:
        lists = ReadingListPage.objects.filter(locale__language_code=get_language())
        return lists.published().select_related("locale").defer_streamfields()[:LIMIT]
