"""Where to begin when nothing has been typed."""

import datetime as dt

from django.db.models import Sum
from django.utils import timezone

from search.kinds import Kind
from search.models import SearchQuery

DAYS = 30
# What fewer people looked for is shown to nobody: a rare text may tell of a person.
AT_LEAST = 5


def popular_searches(limit: int = 8) -> list[str]:
    """What many have looked for lately and found."""
    since = timezone.localdate() - dt.timedelta(days=DAYS)
    rows = SearchQuery.objects.filter(day__gte=since, kind=Kind.ALL, results__gt=0)
    totals = rows.order_by().values("text").annotate(total=Sum("count"))
    often = totals.filter(total__gte=AT_LEAST).order_by("-total", "text")
    return list(often.values_list("text", flat=True)[:limit])
