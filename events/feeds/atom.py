"""The coming events as an Atom feed."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from events import selectors
from events.feeds.text import location
from events.models import Occurrence
from events.schedule.dates import day_label, span_label
from events.whats_on.links import whats_on_path

SIZE = 50


class EventsFeed(Feed):
    """Sorted by date; an entry changes when its date does."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Coming events")

    def link(self) -> str:
        return whats_on_path()

    def items(self) -> Iterable[Occurrence]:
        rows = Occurrence.objects.public().upcoming().order_by("start", "pk")
        return selectors.detailed(rows[:SIZE])

    def item_title(self, item: Occurrence) -> str:
        day = day_label(item.local_date)
        title = _("[Cancelled] %(title)s") if item.is_cancelled else "%(title)s"
        return f"{day} {title % {'title': item.title}}"

    def item_description(self, item: Occurrence) -> str:
        times = "" if item.all_day else span_label(item.local_start, item.local_end)
        parts = [times, location(item), item.note_label, item.series.text("summary")]
        return " · ".join(part for part in parts if part)

    def item_link(self, item: Occurrence) -> str:
        return reverse("events:occurrence", args=[item.uid])

    def item_guid(self, item: Occurrence) -> str:
        return item.uid.urn

    def item_updateddate(self, item: Occurrence) -> dt.datetime:
        return item.ical_modified

    def item_categories(self, item: Occurrence) -> list[str]:
        return [term.label for term in item.series.audiences.all()]
