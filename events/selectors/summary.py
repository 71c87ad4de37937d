"""Many dates in few rows: how many have the same library, audiences, topics and so on.

The counts beside the options of the filter form come from here. Two grouped queries read any number
of dates, and what comes out is small enough to be kept and counted anew for every choice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, F, Model, Q, QuerySet, Value

from events.enums import Language, State
from events.models import EventSeries
from events.models.querysets import OccurrenceQuerySet
from portal.core.models import Audience, Library

# For each filter, by its name in the address, the options that fit.
Terms = Mapping[str, frozenset[str]]

AGES = range(18)
# The languages of the filter in which an event counts.
SPOKEN = {
    str(Language.CHINESE): frozenset({"zh"}),
    str(Language.ENGLISH): frozenset({"en"}),
    str(Language.BOTH): frozenset({"zh", "en"}),
    str(Language.OTHER): frozenset({"other"}),
}
# So many series are named in the query; with more, reading all of them is quicker.
FEW = 400
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


@dataclass(slots=True)
class _Facts:
    """What the filters may ask about one series."""

    language: str = ""
    audiences: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    provisions: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    own_ages: set[str] | None = None

    @property
    def terms(self) -> dict[str, frozenset[str]]:
        return {
            "audience": frozenset(self.audiences),
            "topic": frozenset(self.topics),
            "access": frozenset(self.provisions),
            "age": frozenset(self.ages if self.own_ages is None else self.own_ages),
            "language": SPOKEN.get(self.language, NOTHING),
        }


def summary(rows: OccurrenceQuerySet) -> list[Cell]:
    """*rows* by what the filters ask for; two queries."""
    numbers = rows.order_by().values_list("series_id", "library_id")
    per_series = list(numbers.annotate(n=Count("pk"), room=Count("pk", filter=HAS_ROOM)))
    facts, slugs = _facts({series for series, *_rest in per_series})
    terms = {series: found.terms for series, found in facts.items()}
    kinds = {series: tuple(found.values()) for series, found in terms.items()}
    counts: Counter[tuple[tuple[frozenset[str], ...], int | None, frozenset[str]]] = Counter()
    known: dict[tuple[frozenset[str], ...], dict[str, frozenset[str]]] = {}
    for series, library, number, room in per_series:
        kind = kinds[series]
        known[kind] = terms[series]
        counts[kind, library, ROOM] += room
        counts[kind, library, NOTHING] += number - room
    return [
        Cell({**known[kind], "branch": slugs.get(library, NOTHING), "places": places}, number)
        for (kind, library, places), number in counts.items()
        if number
    ]


def _facts(series: set[int]) -> tuple[dict[int, _Facts], dict[int | None, frozenset[str]]]:
    """The facts of each of *series*, and the slugs of all libraries: one query for everything."""
    few = list(series) if len(series) <= FEW else None
    ages = F("min_age"), F("max_age")
    queries = [
        _labelled(EventSeries.objects.all(), "series", "pk", few, F("language"), *ages),
        _linked(EventSeries.audiences.through, "audience", few, "min_months", "max_months"),
        _linked(EventSeries.topics.through, "topic", few),
        _linked(EventSeries.provisions.through, "provision", few),
    ]
    libraries = _labelled(Library.objects.all(), "branch", "pk", None, F("slug"))
    facts: dict[int, _Facts] = defaultdict(_Facts)
    slugs: dict[int | None, frozenset[str]] = {}
    for kind, owner, term, least, most in libraries.union(*queries, all=True):
        if kind == "branch":
            slugs[owner] = frozenset({term})
        else:
            _note(facts[owner], kind, term, least, most)
    return facts, slugs


def _note(facts: _Facts, kind: str, term: str, least: int | None, most: int | None) -> None:
    if kind == "topic":
        facts.topics.add(term)
    elif kind == "provision":
        facts.provisions.add(term)
    elif kind == "audience":
        facts.audiences.add(term)
        facts.ages.update(ages_between(least, most))
    else:
        facts.language = term
        if least is not None or most is not None:
            facts.own_ages = set(
                map(str, AGES[least or 0 : AGES.stop if most is None else most + 1])
            )


def _linked(
    link: type[Model], name: str, few: Iterable[int] | None, *bounds: str
) -> QuerySet[Model, tuple[str, int, str, int | None, int | None]]:
    """The terms that series have through the table *link*."""
    found = [F(f"{name}__{bound}") for bound in bounds]
    rows = link._default_manager.all()
    return _labelled(rows, name, "eventseries_id", few, F(f"{name}__slug"), *found)


def _labelled(
    rows: QuerySet[Model],
    kind: str,
    owner: str,
    few: Iterable[int] | None,
    term: F,
    least: F | Value = NO_BOUND,
    most: F | Value = NO_BOUND,
) -> QuerySet[Model, tuple[str, int, str, int | None, int | None]]:
    """Rows of one form, whatever table they come from, so that one query may read them all."""
    if few is not None:
        rows = rows.filter(**{f"{owner}__in": few})
    return rows.order_by().values_list(Value(kind), owner, term, least, most)


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
