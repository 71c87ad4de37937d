"""The filters with a set of options: each reads the address, narrows dates down, knows its options.

A filter says the same thing twice: to the database in `apply`, and about the summary of dates that
the counts beside the options are taken from (`events.selectors.summary`) in `accepts`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.enums import Language
from events.models import EventSeries, Provision
from events.models.querysets import OccurrenceQuerySet
from events.selectors.summary import AGES, HAS_ROOM, SPOKEN, Terms, in_age
from portal.core import generation
from portal.core.selectors import audiences, libraries, topics

from .reading import read_slugs

KEEP_TERMS = 60 * 60


@dataclass(frozen=True, slots=True)
class Option:
    """`count` is how many dates there are with it under the other filters in force."""

    value: str
    label: str
    is_chosen: bool = False
    pigment: str = ""
    count: int | None = None


class ChoiceFilter:
    """Some of a set of terms that have a slug. *lookup* leads from an occurrence to the slug.

    A second option widens the choice unless `is_narrowing`.
    """

    is_narrowing = False

    def __init__(self, name: str, lookup: str, terms: Callable[[], Iterable[Any]]) -> None:
        self.name, self.lookup, self.terms = name, lookup, terms

    def read(self, query: QueryDict) -> list[str]:
        return read_slugs(query.getlist(self.name))

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        return rows.filter(**{f"{self.lookup}__in": values}) if values else rows

    def accepts(self, terms: Terms, values: list[str]) -> bool:
        return not values or not terms[self.name].isdisjoint(values)

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


class NeedsFilter(ChoiceFilter):
    """What somebody cannot do without: everything chosen must be there."""

    is_narrowing = True

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        for value in values:
            rows = rows.filter(series__in=EventSeries.objects.filter(**{self.lookup: value}))
        return rows

    def accepts(self, terms: Terms, values: list[str]) -> bool:
        return terms[self.name].issuperset(values)


class PlacesFilter(ChoiceFilter):
    """Only dates to which somebody can still come."""

    def __init__(self) -> None:
        super().__init__("places", "", tuple)

    def read(self, query: QueryDict) -> list[str]:
        return ["1"] if query.get(self.name) == "1" else []

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        return rows.filter(HAS_ROOM) if values else rows

    def options(self, chosen: Iterable[str]) -> list[Option]:
        return [Option("1", _("Places left"), "1" in chosen)]


class LanguageFilter(ChoiceFilter):
    """The language spoken; what is held in two languages is for speakers of either."""

    LABELS = {"zh": Language.CHINESE, "en": Language.ENGLISH, "other": Language.OTHER}

    def __init__(self) -> None:
        super().__init__("language", "series__language", tuple)

    def read(self, query: QueryDict) -> list[str]:
        return [value for value in super().read(query) if value in self.LABELS]

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        fitting = [code for code, spoken in SPOKEN.items() if not spoken.isdisjoint(values)]
        return super().apply(rows, fitting) if values else rows

    def options(self, chosen: Iterable[str]) -> list[Option]:
        return [Option(value, str(n.label), value in chosen) for value, n in self.LABELS.items()]


class AgeFilter(ChoiceFilter):
    """The age of a child in whole years."""

    def __init__(self) -> None:
        super().__init__("age", "", tuple)

    def read(self, query: QueryDict) -> list[str]:
        age = query.get(self.name, "")
        return [str(int(age))] if age.isascii() and age.isdigit() and int(age[:3]) in AGES else []

    def apply(self, rows: OccurrenceQuerySet, values: list[str]) -> OccurrenceQuerySet:
        if not values:
            return rows
        fitting = Q(pk__in=[])
        for value in values:
            fitting |= in_age(int(value))
        return rows.filter(series__in=EventSeries.objects.filter(fitting))

    def options(self, chosen: Iterable[str]) -> list[Option]:
        return [Option(str(age), age_label(age), str(age) in chosen) for age in AGES]


def age_label(age: int) -> str:
    if age == 0:
        return _("under 1 year")
    return _("%(age)s years old") % {"age": age}


BRANCH = ChoiceFilter("branch", "library__slug", lambda: libraries().prefetch_related(None))
AUDIENCE = SeriesChoiceFilter("audience", "audiences__slug", audiences)
TOPIC = SeriesChoiceFilter("topic", "topics__slug", topics)
LANGUAGE = LanguageFilter()
AGE = AgeFilter()
ACCESS = NeedsFilter("access", "provisions__slug", Provision.objects.all)
PLACES = PlacesFilter()
CHOICES: tuple[ChoiceFilter, ...] = (BRANCH, AUDIENCE, AGE, TOPIC, LANGUAGE, ACCESS, PLACES)
