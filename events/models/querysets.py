"""Which dates a query is about."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils import timezone

from events.enums import State


class OccurrenceQuerySet(models.QuerySet):
    def announced(self) -> Self:
        """What will be, what was, and what was called off, for whoever may see the series."""
        return self.filter(state__in=[State.SCHEDULED, State.CANCELLED])

    def public(self) -> Self:
        """Announced to everybody."""
        return self.announced().filter(series_is_public=True)

    def upcoming(self) -> Self:
        """Not over yet; what is going on now is among them."""
        return self.filter(end__gt=timezone.now())

    def over_several_days(self) -> Self:
        """What lasts longer than a day or an evening."""
        return self.filter(last_date__gt=models.F("local_date"))

    def going_on(self, first: dt.date, last: dt.date | None = None) -> Self:
        """What began before *first* and lasts into it, or into any day up to *last*.

        There are few of these among many, so they are looked for before anything else is asked.
        """
        long = self.model._default_manager.over_several_days().filter(last_date__gte=first)
        begun = {"local_date__lte": last} if last else {"local_date__lt": first}
        return self.filter(pk__in=long.values("pk"), **begun)

    def on(self, date: dt.date) -> Self:
        return self.between(date, date)

    def between(self, first: dt.date | None, last: dt.date | None) -> Self:
        """On any day from *first* to *last*, as the library's calendar counts; either may be open.

        What lasts several days belongs to each of them.
        """
        rows = self
        if first:
            rows = rows.filter(last_date__gte=first)
        if last:
            rows = rows.filter(local_date__lte=last)
        return rows

    def matching(self, filters: Any) -> Self:
        """As the visitor chose in the filter form (`events.filters.Filters`)."""
        return filters.apply(self)
