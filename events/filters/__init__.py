"""How visitors narrow down what's on: the whole of a choice, read from an address.

Whatever stands in the address is harmless: what cannot be understood is left out.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from events.models import EventSeries
from events.models.querysets import OccurrenceQuerySet
from events.schedule.dates import day_label
from portal.core.models import Library

from .choices import CHOICES, Option
from .facets import Facets, count_facets
from .reading import read_date, read_text

__all__ = ["CHOICES", "Chip", "Facets", "Filters", "Option", "count_facets"]

MAX_TERMS = 4
VIEWS = {"month", "map"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force, and the address that is left when it is taken away."""

    label: str
    url: str


@dataclass(frozen=True)
class Filters:
    """What a visitor chose. Made by `from_query`; `apply` narrows occurrences down to it."""

    chosen: Mapping[str, list[str]] = field(default_factory=dict)
    first: dt.date | None = None
    last: dt.date | None = None
    text: str = ""
    view: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filters":
        first, last = read_date(query.get("from", "")), read_date(query.get("to", ""))
        if first and last and last < first:
            first, last = last, first
        view = query.get("view", "")
        return cls(
            chosen={choice.name: choice.read(query) for choice in CHOICES},
            first=first,
            last=last,
            text=read_text(query.get("q", "")),
            view=view if view in VIEWS else "",
        )

    def apply(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        return self.apply_choices(rows).between(self.first, self.last)

    def apply_choices(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """All conditions but the days."""
        for choice in CHOICES:
            rows = choice.apply(rows, self.chosen.get(choice.name, []))
        return self.apply_text(rows)

    def apply_text(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        for term in self.text.split()[:MAX_TERMS]:
            rows = rows.filter(_mentions(term))
        return rows

    @property
    def choice_pairs(self) -> list[tuple[str, str]]:
        """The options chosen, in their canonical order."""
        return [
            (choice.name, value)
            for choice in CHOICES
            for value in sorted(self.chosen.get(choice.name, []))
        ]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The canonical query: the same choice always makes the same address."""
        return [*self.choice_pairs, *([("q", self.text)] if self.text else [])]

    @property
    def day_pairs(self) -> list[tuple[str, str]]:
        days = {"from": self.first, "to": self.last}
        return [(name, day.isoformat()) for name, day in days.items() if day]

    @property
    def full_query(self) -> str:
        """The whole choice, days included, in its canonical form."""
        return urlencode([*self.pairs, *self.day_pairs])

    def query(self, **more: Any) -> str:
        """The choice without its days, and *more*, as the query of an address."""
        return urlencode([*self.pairs, *((k.rstrip("_"), v) for k, v in more.items() if v)])

    @property
    def is_empty(self) -> bool:
        return not self.pairs and not self.day_pairs

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        return {c.name: c.options(self.chosen.get(c.name, [])) for c in CHOICES}

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        """What each part of `pairs` is called."""
        labels = {
            (name, option.value): option.label
            for name, options in self.options.items()
            for option in options
        }
        return {
            **{pair: pair[1] for pair in self.pairs},
            ("q", self.text): f"“{self.text}”",
            **labels,
        }

    @cached_property
    def chips(self) -> list[Chip]:
        chips = [Chip(self.labels[pair], self.url_without(pair)) for pair in self.pairs]
        if (self.first or self.last) and self.view != "month":
            chips.append(Chip(self._days_label(), self.url_all_days))
        return chips

    @property
    def choice_label(self) -> str:
        """The options chosen in words, short enough for a link."""
        return " · ".join(self.labels[pair] for pair in self.choice_pairs)

    @property
    def choice_query(self) -> str:
        return urlencode(self.choice_pairs)

    @property
    def url_clear(self) -> str:
        """The same view with nothing chosen; a month stays the month it is."""
        return self._url(self.day_pairs if self.view == "month" else [])

    @property
    def url_all_days(self) -> str:
        return self._url(self.pairs)

    def url_without(self, *pairs: tuple[str, str]) -> str:
        return self._url([p for p in [*self.pairs, *self.day_pairs] if p not in pairs])

    def url_without_filter(self, name: str) -> str:
        return self.url_without(*(pair for pair in self.pairs if pair[0] == name))

    def _url(self, pairs: list[tuple[str, str]]) -> str:
        return "?" + urlencode([*pairs, ("view", self.view)] if self.view else pairs)

    def _days_label(self) -> str:
        if self.first and self.last:
            if self.first == self.last:
                return day_label(self.first)
            return f"{day_label(self.first)}–{day_label(self.last)}"
        if self.first:
            return _("from %(date)s") % {"date": day_label(self.first)}
        return _("until %(date)s") % {"date": day_label(self.last)} if self.last else ""


def _mentions(term: str) -> Q:
    """Dates whose series, in whatever language, or library mentions *term*."""
    series = EventSeries.objects.filter(words__icontains=term)
    places = Library.objects.filter(Q(name__icontains=term) | Q(name_en__icontains=term))
    return Q(series__in=series) | Q(library__in=places)
