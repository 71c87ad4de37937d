"""The newest works as an Atom feed, of everything and of each call, by language of the page."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from community.works import selectors
from community.works.models import Call, Entry
from portal.core.feeds import LIMIT, SiteFeed
from portal.core.webapi import absolute


class WorksFeed(SiteFeed):
    """By pen name, where that is told already; with the picture that stands for the work."""

    def get_object(self, request: HttpRequest, slug: str = "") -> Call | None:
        return get_object_or_404(Call.objects.published(), slug=slug) if slug else None

    def link(self, call: Call | None) -> str:
        address = reverse("works:listing")
        return f"{address}?call={call.slug}" if call else address

    def title(self, call: Call | None) -> str:
        about = {"site": self.author_name(), "call": call.label if call else ""}
        return (_("%(site)s: %(call)s") if call else _("%(site)s: readers’ works")) % about

    def subtitle(self, call: Call | None) -> str:
        return call.summary_label if call else ""

    def items(self, call: Call | None) -> Any:
        rows = selectors.published().select_related("contribution__published_version")
        return (rows.filter(call=call) if call else rows)[:LIMIT]

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        """As HTML, which readers of feeds take it for; the feed escapes it once more."""
        text = format_html("<p>{}</p>", item.excerpt) if item.text else ""
        if item.front is None:
            return text
        picture = '<p><img src="{}" alt="{}"></p>{}'
        return format_html(picture, absolute(item.front.small_url), item.front.about, text)

    def item_author_name(self, item: Entry) -> str | None:
        return item.pen_name or None

    def item_categories(self, item: Entry) -> list[str]:
        return [part.label for part in (item.prize, item.category, item.age_group) if part]

    def item_guid(self, item: Entry) -> str:
        return f"urn:uuid:{item.contribution.uid}"

    def item_pubdate(self, item: Entry) -> dt.datetime:
        return item.published_at

    def item_updateddate(self, item: Entry) -> dt.datetime:
        return item.changed_at
