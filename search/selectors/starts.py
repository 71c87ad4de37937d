"""What has been looked for: where to begin for readers, what is missing for staff."""

import datetime as dt
from typing import Any

from django.db.models import Max, Sum
from django.utils import timezone

from search.kinds import Kind
from search.models import SearchQuery

DAYS = 30
# A text that few have looked for is shown to nobody: it may tell of a person.
AT_LEAST = 5


def searches() -> Any:
    """Each text with its number of searches, of results at the most, and the last day."""
    rows = SearchQuery.objects.filter(kind=Kind.ALL).order_by().values("text")
    often = rows.annotate(total=Sum("count"), found=Max("results"), last=Max("day"))
    return often.filter(total__gte=AT_LEAST).order_by("-total", "text")


def popular_searches(limit: int = 8) -> list[str]:
    """What many have looked for lately and found."""
    since = timezone.localdate() - dt.timedelta(days=DAYS)
    found = searches().filter(found__gt=0)
    return [row["text"] for row in found.filter(day__gte=since)[:limit]]
