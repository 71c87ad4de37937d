"""The newest reviews as an Atom feed, one for each language of the page around it."""

import datetime as dt
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from community.reviews import selectors
from community.reviews.models import Review
from portal.core.feeds import LIMIT, SiteFeed
from portal.core.languages import localized_path


class ReviewsFeed(SiteFeed):
    """By pen name. A text that gives away the ending is not in the feed, only the way to it."""

    def link(self) -> str:
        return localized_path("/reviews/")

    def title(self) -> str:
        return _("%(site)s: reviews") % {"site": self.author_name()}

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
