"""What the page views say, by day and by kind of page."""

import datetime as dt
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from .models import DayViews


def views_by_day(first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """Page views of people; a day on which nobody counted is not there."""
    rows = DayViews.objects.filter(day__range=(first, last)).order_by().values_list("day")
    people = Coalesce(Sum("count", filter=Q(is_robot=False)), 0)
    return dict(rows.annotate(people=people))


def views_by_section() -> Any:
    """Each kind of page with the views of people and of robots, the most opened first."""
    rows = DayViews.objects.order_by().values("section")
    return rows.annotate(
        people=Coalesce(Sum("count", filter=Q(is_robot=False)), 0),
        robots=Coalesce(Sum("count", filter=Q(is_robot=True)), 0),
    ).order_by("-people", "section")
