"""How visitors narrow down what's on: each filter reads the address and knows its options.

Whatever stands in the address is harmless: what cannot be understood is left out.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import EventSeries
from events.models.querysets import OccurrenceQuerySet
from events.schedule.dates import day_label
from portal.core import generation
from portal.core.models import Library
from portal.core.selectors import audiences, libraries, topics

SLUG = re.compile(r"[a-z0-9-]{1,40}")
KEEP_TERMS = 60 * 60
MAX_CHOICES = 20
MAX_TEXT = 60
MAX_TERMS = 4
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool = False
    pigment: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition in force, and the address that is left when it is taken away."""

    label: str
    url: str


class ChoiceFilter:
    """Some of a set of terms that have a slug. *lookup* leads from an occurrence to the slug."""

    def __init__(self, name: str, lookup: str, terms: Any) -> None:
        self.name, self.lookup, self.terms = name, lookup, terms

    def read(self, query: QueryDict) -> list[str]:
        values = dict.fromkeys(v for v in query.getlist(self.name) if SLUG.fullmatch(v))
        return list(values)[:MAX_CHOICES]

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        return rows.filter(**{f"{self.lookup}__in": values}) if values else rows

    def options(self, chosen: Iterable[str]) -> list[Option]:
        """All terms in the active language, read once until something is published."""
        key = f"events:{self.name}:{get_language()}:{generation.current()}"
        terms = cache.get_or_set(key, self._read_terms, KEEP_TERMS) or []
        return [Option(slug, label, slug in chosen, pigment) for slug, label, pigment in terms]

    def _read_terms(self) -> list[tuple[str, str, str]]:
        return [(term.slug, term.label, getattr(term, "pigment", "")) for term in self.terms()]


class SeriesChoiceFilter(ChoiceFilter):
    """Terms a series may have several of; a subquery keeps each date single."""

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        if not values:
            return rows
        return rows.filter(series__in=EventSeries.objects.filter(**{f"{self.lookup}__in": values}))


BRANCH = ChoiceFilter("branch", "library__slug", lambda: libraries().prefetch_related(None))
AUDIENCE = SeriesChoiceFilter("audience", "audiences__slug", audiences)
TOPIC = SeriesChoiceFilter("topic", "topics__slug", topics)
CHOICES = (BRANCH, AUDIENCE, TOPIC)


def read_date(text: str) -> dt.date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return date if date.year in YEARS else None


def read_text(text: str) -> str:
    """Printable words, not too many of them."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:MAX_TEXT]).split())


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
        return cls(
            chosen={choice.name: choice.read(query) for choice in CHOICES},
            first=first,
            last=last,
            text=read_text(query.get("q", "")),
            view="month" if query.get("view") == "month" else "",
        )

    def apply(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        return self.apply_choices(rows).between(self.first, self.last)

    def apply_choices(self, rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """All conditions but the days."""
        for choice in CHOICES:
            rows = choice.apply(rows, self.chosen.get(choice.name, []))
        for term in self.text.split()[:MAX_TERMS]:
            rows = rows.filter(_mentions(term))
        return rows

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The canonical query: the same choice always makes the same address."""
        pairs = [
            (choice.name, value)
            for choice in CHOICES
            for value in sorted(self.chosen.get(choice.name, []))
        ]
        if self.text:
            pairs.append(("q", self.text))
        return pairs

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
    def chips(self) -> list[Chip]:
        labels = {
            (name, option.value): option.label
            for name, options in self.options.items()
            for option in options
        }
        chips = []
        for pair in self.pairs:
            label = labels.get(pair, f"“{pair[1]}”" if pair[0] == "q" else pair[1])
            rest = [p for p in [*self.pairs, *self.day_pairs] if p != pair]
            chips.append(Chip(label, self._url(rest)))
        if (self.first or self.last) and not self.view:
            chips.append(Chip(self._days_label(), self.url_all_days))
        return chips

    @property
    def url_all_days(self) -> str:
        return self._url(self.pairs)

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
