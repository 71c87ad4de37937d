"""The newest reviews as an Atom feed, one for each language of the page around it."""

import datetime as dt
from hashlib import blake2b
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.reviews import selectors
from community.reviews.models import Review
from portal.core.languages import localized_path
from portal.core.selectors import site_furniture

LIMIT = 30
MAX_AGE = 300


class ReviewsFeed(Feed):
    """By pen name. A text that gives away the ending is not in the feed, only the way to it."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=MAX_AGE)
        return get_conditional_response(request, etag=etag, response=response)

    def link(self) -> str:
        return localized_path("/reviews/")

    def title(self) -> str:
        return _("%(site)s: reviews") % {"site": self.author_name()}

    def author_name(self) -> str:
        return site_furniture(get_language() or "").name

    def items(self) -> Any:
        return selectors.published()[:LIMIT]

    def item_title(self, item: Review) -> str:
        return f"{item.book_title}: {item.title}" if item.title else item.heading

    def item_description(self, item: Review) -> str:
        """As HTML, which readers of feeds take it for; the feed escapes it once more."""
        return "" if item.has_spoiler else escape(item.excerpt)

    def item_author_name(self, item: Review) -> str:
        return item.voice.pen_name

    def item_guid(self, item: Review) -> str:
        return f"urn:uuid:{item.contribution.uid}"

    def item_pubdate(self, item: Review) -> dt.datetime:
        return item.published_at

    def item_updateddate(self, item: Review) -> dt.datetime:
        return item.edited_at or item.published_at
