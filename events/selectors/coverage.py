"""Which library has run, or will run, which template, month by month."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from events.enums import State
from events.models import EventSeriesPage, Occurrence

Key = tuple[int, int, dt.date]


@dataclass(slots=True)
class Coverage:
    """Dates that took place, dates to come, and series that nobody has published yet."""

    ran: int = 0
    planned: int = 0
    drafts: int = 0

    @property
    def is_missing(self) -> bool:
        return not self.ran and not self.planned


def coverage(
    *, templates: Collection[int], libraries: Collection[int], first: dt.date, last: dt.date
) -> dict[Key, Coverage]:
    """By library, template and first day of the month, for the days *first* to *last*; two queries.

    A cancelled date counts for nothing; one that was moved to another library counts there.
    """
    now = timezone.now()
    found: dict[Key, Coverage] = defaultdict(Coverage)
    dates = Occurrence.objects.filter(
        state=State.SCHEDULED,
        series__event_template__in=templates,
        library__in=libraries,
        local_date__range=(first, last),
    )
    for row in (
        dates.order_by()
        .values("library_id", "series__event_template_id", month=TruncMonth("local_date"))
        .annotate(ran=Count("pk", filter=Q(end__lte=now)), all=Count("pk"))
    ):
        cell = found[row["library_id"], row["series__event_template_id"], row["month"]]
        cell.ran, cell.planned = row["ran"], row["all"] - row["ran"]
    drafts = EventSeriesPage.objects.filter(
        live=False,
        event_template__in=templates,
        library__in=libraries,
        start_date__range=(first, last),
        locale__language_code=settings.LANGUAGE_CODE,
    )
    for draft in (
        drafts.order_by()
        .values("library_id", "event_template_id", month=TruncMonth("start_date"))
        .annotate(number=Count("pk"))
    ):
        key = (draft["library_id"], draft["event_template_id"], draft["month"])
        found[key].drafts = draft["number"]
    return found
