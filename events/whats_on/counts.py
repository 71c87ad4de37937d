"""How many dates there are under a choice, under each option, and without each filter."""

import datetime as dt
from dataclasses import dataclass, replace
from operator import attrgetter

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from events.filters import Facets, Filters, count_facets
from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet
from events.selectors.summary import Cell, summary
from portal.core import generation

KEEP = 5 * 60  # seconds; free places and the hour change without a new generation
MAX_WAYS = 3


@dataclass(frozen=True, slots=True)
class WayOut:
    """A choice with one condition less that leads somewhere."""

    label: str
    url: str
    count: int


def read_facets(filters: Filters, first: dt.date | None, last: dt.date | None) -> Facets:
    return count_facets(_cells(filters, first, last), filters.chosen)


def first_day(filters: Filters) -> dt.date:
    """The day the list begins with: that asked for, or today."""
    return filters.first or timezone.localdate()


def ahead(rows: OccurrenceQuerySet, first: dt.date) -> OccurrenceQuerySet:
    """From today on, what is over does not count."""
    return rows.upcoming() if first >= timezone.localdate() else rows


def ways_out(filters: Filters, facets: Facets) -> list[WayOut]:
    """Which one condition to give up where nothing fits, those that help most first."""
    names = dict.fromkeys(name for name, _value in filters.choice_pairs)
    found = [
        WayOut(
            " · ".join(filters.labels[pair] for pair in filters.choice_pairs if pair[0] == name),
            filters.url_without_filter(name),
            facets.without[name],
        )
        for name in names
    ]
    first, last = first_day(filters), filters.last
    if filters.text:
        wordless = read_facets(replace(filters, text=""), first, last)
        label = filters.labels["q", filters.text]
        found.append(WayOut(label, filters.url_without_filter("q"), wordless.total))
    if filters.day_pairs and filters.view != "month":
        always = read_facets(filters, timezone.localdate(), None)
        found.append(WayOut(_("these days"), filters.url_all_days, always.total))
    helpful = sorted(filter(attrgetter("count"), found), key=attrgetter("count"), reverse=True)
    return helpful[:MAX_WAYS]


def _cells(filters: Filters, first: dt.date | None, last: dt.date | None) -> list[Cell]:
    """The summary of the days asked for, kept for a while: every choice is counted from it."""
    rows = Occurrence.objects.public()
    if filters.view != "month":
        rows = ahead(rows, first or timezone.localdate())
    current = generation.current()
    if filters.text or current < 0:
        return summary(filters.apply_text(rows), first, last)
    # A month shows what is over, too.
    slot = "month" if filters.view == "month" else int(timezone.now().timestamp()) // KEEP
    key = f"events:summary:{current}:{first}:{last}:{slot}"
    cells: list[Cell] = cache.get_or_set(key, lambda: summary(rows, first, last), KEEP)
    return cells
