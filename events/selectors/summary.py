"""Many dates in few rows: how many have the same library, audiences, topics and so on.

The counts beside the options of the filter form come from here. What the filters may ask of a
series is kept until something is published; the dates are read by one grouped query. What comes out
is small enough to be kept and counted anew for every choice.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache
from django.db.models import Count, F, Model, Q, QuerySet, Value

from events.enums import Language, State
from events.models import EventSeries
from events.models.querysets import OccurrenceQuerySet
from portal.core import generation
from portal.core.models import Audience, Library

# For each filter, by its name in the address, the options that fit.
Terms = Mapping[str, frozenset[str]]

# A term with what bounds it: ages in months or years, the number of places.
_Fact = tuple[str, int | None, int | None, int | None]
_Rows = QuerySet[Model, tuple[str, int, str, int | None, int | None, int | None]]

AGES = range(18)
# The languages of the filter in which an event counts.
SPOKEN = {
    str(Language.CHINESE): frozenset({"zh"}),
    str(Language.ENGLISH): frozenset({"en"}),
    str(Language.BOTH): frozenset({"zh", "en"}),
    str(Language.OTHER): frozenset({"other"}),
}
KEEP = 60 * 60
NOTHING: frozenset[str] = frozenset()
NO_BOUND = Value(0)
ROOM = frozenset({"1"})
# Somebody can still come: it takes place, and without a limit there is always room.
HAS_ROOM = Q(state=State.SCHEDULED) & (
    Q(series__capacity__isnull=True) | Q(people__lt=F("series__capacity"))
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of dates that have all *terms* in common."""

    terms: Terms
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters may ask of each series: its number among the *kinds* there are, its capacity.

    Thousands of series are of a few dozen kinds.
    """

    kinds: list[Terms]
    series: dict[int, tuple[int, int | None]]
    libraries: dict[int | None, str]


def summary(
    rows: OccurrenceQuerySet, first: dt.date | None = None, last: dt.date | None = None
) -> list[Cell]:
    """*rows* of some days by what the filters ask for: one query, and one for the facts."""
    facts = _kept_facts()
    counts: Counter[tuple[int, int | None, bool]] = Counter()
    for series, library, people, state, number in _grouped(rows, first, last):
        kind, capacity = facts.series.get(series, (0, None))
        has_room = state == State.SCHEDULED and (capacity is None or people < capacity)
        counts[kind, library, has_room] += number
    return [
        Cell(
            {
                **facts.kinds[kind],
                "branch": frozenset(filter(None, [facts.libraries.get(library)])),
                "places": ROOM if has_room else NOTHING,
            },
            number,
        )
        for (kind, library, has_room), number in counts.items()
    ]


def _grouped(
    rows: OccurrenceQuerySet, first: dt.date | None, last: dt.date | None
) -> QuerySet[Model, tuple[int, int | None, int, str, int]]:
    """Numbers of dates; those that begin within the days apart from the few that go on into them.

    So the past, which only grows, is not read.
    """
    columns = ("series_id", "library_id", "people", "state")
    rows = rows.order_by()
    within = rows.filter(local_date__gte=first) if first else rows
    if last:
        within = within.filter(local_date__lte=last)
    numbers = within.values_list(*columns).annotate(n=Count("pk"))
    if first is None:
        return numbers
    begun = rows.going_on(first).values_list(*columns).annotate(n=Count("pk"))
    return numbers.union(begun, all=True)


def _kept_facts() -> Facts:
    current = generation.current()
    if current < 0:
        return _read_facts()
    facts: Facts = cache.get_or_set(f"events:facts:{current}", _read_facts, KEEP) or _read_facts()
    return facts


def _read_facts() -> Facts:
    """The facts of all series, and the slugs of all libraries: one query for everything."""
    numbers = F("min_age"), F("max_age"), F("capacity")
    queries = [
        _labelled(EventSeries.objects.all(), "series", "pk", F("language"), *numbers),
        _linked(EventSeries.audiences.through, "audience", "min_months", "max_months"),
        _linked(EventSeries.topics.through, "topic"),
        _linked(EventSeries.provisions.through, "access"),
    ]
    libraries = _labelled(Library.objects.all(), "branch", "pk", F("slug"))
    found: dict[str, dict[int, tuple[_Fact, ...]]] = defaultdict(dict)
    for name, owner, *fact in libraries.union(*queries, all=True):
        owners = found[name]
        owners[owner] = (*owners.get(owner, ()), cast(_Fact, tuple(fact)))
    places: dict[tuple[object, ...], int] = {}
    kinds: list[Terms] = [_terms({})]
    series: dict[int, tuple[int, int | None]] = {}
    linked = [(name, found[name]) for name in ("audience", "topic", "access")]
    for owner, [(language, least, most, capacity)] in found["series"].items():
        key = (language, least, most, *(owners.get(owner, ()) for _name, owners in linked))
        if key not in places:
            places[key] = len(kinds)
            facts = {name: owners.get(owner, ()) for name, owners in linked}
            kinds.append(_terms({**facts, "series": [(language, least, most, capacity)]}))
        series[owner] = places[key], capacity
    slugs: dict[int | None, str] = {pk: fact[0] for pk, [fact] in found["branch"].items()}
    return Facts(kinds, series, slugs)


def _terms(facts: Mapping[str, Iterable[_Fact]]) -> Terms:
    """The options that fit a series of which *facts* are known."""
    language, least, most, _capacity = next(iter(facts.get("series", ())), ("", None, None, None))
    bands = facts.get("audience", ())
    ages = {age for _slug, low, high, _no in bands for age in ages_between(low, high)}
    if least is not None or most is not None:
        oldest = AGES[-1] if most is None else most
        ages = {str(age) for age in AGES if (least or 0) <= age <= oldest}
    linked = {
        name: frozenset(slug for slug, *_bounds in facts.get(name, ()))
        for name in ("audience", "topic", "access")
    }
    return {**linked, "age": frozenset(ages), "language": SPOKEN.get(language, NOTHING)}


def _linked(link: type[Model], name: str, *bounds: str) -> _Rows:
    """The terms that series have through the table *link*."""
    field = "provision" if name == "access" else name
    found = [F(f"{field}__{bound}") for bound in bounds]
    rows = link._default_manager.all()
    return _labelled(rows, name, "eventseries_id", F(f"{field}__slug"), *found)


def _labelled(
    rows: QuerySet[Model],
    name: str,
    owner: str,
    term: F | Value,
    least: F | Value = NO_BOUND,
    most: F | Value = NO_BOUND,
    capacity: F | Value = NO_BOUND,
) -> _Rows:
    """Rows of one form, whatever table they come from, so that one query may read them all."""
    return rows.order_by().values_list(Value(name), owner, term, least, most, capacity)


def ages_between(least: int | None, most: int | None) -> set[str]:
    """The whole years of age in which a child is for some time between two ages in months.

    A group that says nothing of age, such as families, is for no age in particular.
    """
    if least is None and most is None:
        return set()
    return {
        str(age)
        for age in AGES
        if (least is None or least < (age + 1) * 12) and (most is None or most > age * 12)
    }


def in_age(age: int) -> Q:
    """Series for children who are *age* whole years old, as the database says it.

    Ages given for the series itself go before those of its audiences.
    """
    bands = Audience.objects.filter(
        Q(min_months__isnull=False) | Q(max_months__isnull=False),
        Q(min_months__isnull=True) | Q(min_months__lt=(age + 1) * 12),
        Q(max_months__isnull=True) | Q(max_months__gt=age * 12),
    )
    unsaid = Q(min_age__isnull=True, max_age__isnull=True)
    own = Q(min_age__isnull=True) | Q(min_age__lte=age)
    own &= Q(max_age__isnull=True) | Q(max_age__gte=age)
    return ~unsaid & own | unsaid & Q(audiences__in=bands)
