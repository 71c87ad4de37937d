"""A copied page begins anew: its dates lie ahead, and nothing of its past comes along."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.models import EventSeriesPage

DAY = dt.timedelta(days=1)
FAR = 5 * 366 * DAY


@transaction.atomic
def start_afresh(page: EventSeriesPage, *, user: Any = None) -> bool:
    """Move the dates of the draft *page* so that the first lies ahead; say whether they moved.

    Days that were skipped or added by hand belong to the old dates and go.
    """
    today = timezone.localdate()
    if page.start_date > today:
        return False
    first = _next_start(page, today)
    if page.ends_on:
        page.ends_on += first - page.start_date
    page.start_date = first
    for name in ("skipped_days", "extra_days"):
        setattr(page, name, [])
    page.save()
    page.save_revision(user=user)
    return True


def _next_start(page: EventSeriesPage, today: dt.date) -> dt.date:
    """The next day of the rule, or else the next day of the same weekday."""
    if rule := page.parsed_rule:
        ahead = (day for day in rule.dates(page.start_date, today + FAR) if day > today)
        if first := next(ahead, None):
            return first
    weeks = (today - page.start_date).days // 7 + 1
    return page.start_date + weeks * 7 * DAY
