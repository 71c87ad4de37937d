"""Atom feeds of news and reading lists, one for each language."""

import datetime as dt
from hashlib import blake2b
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from home.models import NewsPage
from portal.core.languages import localized_path
from portal.core.selectors import site_furniture
from reading_lists.models import ReadingListPage

LIMIT = 30
MAX_AGE = 300


class PageFeed(Feed):
    """The newest pages of one kind; a reader that has them already gets a short 304."""

    feed_type = Atom1Feed
    path: str

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.site = Site.find_for_request(request)
        response = super().__call__(request, *args, **kwargs)
        etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=MAX_AGE)
        return get_conditional_response(request, etag=etag, response=response)

    def link(self) -> str:
        return localized_path(self.path)

    def author_name(self) -> str:
        return site_furniture(get_language() or "").name

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
