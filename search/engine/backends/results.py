"""Results whose cost is bounded, however many objects a query hits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import FieldError
from django.db.models import Count
from wagtail.search.backends.base import BaseSearchResults, FilterFieldError
from wagtail.search.query import MatchAll, Not

from search.engine.expression import Node

from .query import Found, TokenQueryCompiler

RANKED = 1_000  # hits that are put in order of relevance, newest first beyond
CHECKED = 20_000  # hits that the database checks or sorts when a filter is no token
COUNTED = 10_000  # beyond, there are "more than 10,000"
SAMPLED = 5_000  # hits over which facets are counted
IN_ONE_QUERY = 30_000  # SQLite takes 32,766 parameters


class Hit(NamedTuple):
    content_type_id: int
    pk: Any
    score: float


class BoundedResults(BaseSearchResults):
    """Slices, counts and facets of one search. An index says `candidates` and `hit_count`."""

    supports_facet = True
    counted = COUNTED
    query_compiler: TokenQueryCompiler

    # What an index answers:

    def ranked_hits(self, node: Node, limit: int) -> list[Hit]:
        """Hits of *node*, best first, at most *limit*."""
        raise NotImplementedError

    def any_hits(self, node: Node, limit: int) -> list[Hit]:
        """Hits of *node* in no order of relevance, newest first where that costs nothing."""
        raise NotImplementedError

    def hit_count(self, node: Node, limit: int) -> int:
        raise NotImplementedError

    def have_hits(self, asked: Sequence[tuple["BoundedResults", Node]]) -> list[bool]:
        """Whether each node has a hit in its search."""
        return [bool(search.any_hits(node, 1)) for search, node in asked]

    # What is made of it:

    @property
    def found(self) -> Found:
        return self.query_compiler.found

    def narrow(self, **values: Iterable[Any]) -> "BoundedResults":
        """The same search among objects that have one of the values of each named filter."""
        clone = self._clone()
        clone.query_compiler = self.query_compiler.narrowed(values)
        return clone

    @property
    def is_relaxed(self) -> bool:
        """Nothing held every word of the query, so these hold some of them."""
        self.node()
        return self.found.is_relaxed

    def node(self) -> Node | None:
        """What must match: every word of the query or, when no object holds them all, any."""
        if not self.found.has_node:
            exact, relaxed = self._nodes()
            has_hits = exact is not None and bool(self.any_hits(exact, 1))
            self.found.settle(exact if has_hits or relaxed is None else relaxed, exact)
        return self.found.node

    def _nodes(self) -> tuple[Node | None, Node | None]:
        compiler, expression = self.query_compiler, self.query_compiler.expression
        if self.backend.match_mode == "strict":
            return compiler.node(expression.strict_match), None
        relaxed = compiler.node(expression.relaxed()) if compiler.order_by_relevance else None
        return compiler.node(expression.match), relaxed

    def hits(self) -> list[Hit]:
        """Every hit that is put in order, best first: at least as many as the slice needs."""
        scope, ranks = self.query_compiler.scope, self.query_compiler.order_by_relevance
        limit = CHECKED if scope.is_partial or not ranks else max(RANKED, self.stop or 0)
        if self.found.hits is None or self.found.limit < limit:
            self.found.hits, self.found.limit = self._ordered_hits(limit), limit
        return self.found.hits

    def _ordered_hits(self, limit: int) -> list[Hit]:
        compiler = self.query_compiler
        hits = self._hits_of_node(limit)
        is_all = len(hits) < limit
        if not compiler.order_by_relevance:
            position = {pk: n for n, pk in enumerate(self._sorted_by_database(hits))}
            hits = [hit for hit in hits if hit.pk in position]
            hits.sort(key=lambda hit: position[hit.pk])
        elif compiler.scope.is_partial:
            allowed = self._allowed(hit.pk for hit in hits)
            hits = [hit for hit in hits if hit.pk in allowed]
        if is_all:
            self.found.total = len(hits)
        return hits

    def _hits_of_node(self, limit: int) -> list[Hit]:
        find = self.ranked_hits if self.query_compiler.order_by_relevance else self.any_hits
        if self.found.has_node:
            return find(self.found.node, limit) if self.found.node is not None else []
        exact, relaxed = self._nodes()
        hits = find(exact, limit) if exact is not None else []
        if hits or relaxed is None:
            self.found.settle(exact, exact)
            return hits
        self.found.settle(relaxed, exact)
        return find(relaxed, limit)

    def _allowed(self, pks: Iterable[Any]) -> set[Any]:
        allowed: set[Any] = set()
        for some in _in_parts(list(pks)):
            queryset = self.query_compiler.queryset.filter(pk__in=some).order_by()
            allowed.update(queryset.values_list("pk", flat=True))
        return allowed

    def _sorted_by_database(self, hits: list[Hit]) -> list[Any]:
        queryset = self.query_compiler.queryset
        if not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        pks = [hit.pk for hit in hits][:IN_ONE_QUERY]
        return list(queryset.filter(pk__in=pks).values_list("pk", flat=True))

    # Wagtail's contract:

    def _everything(self) -> Any:
        """The queryset for the two queries that need no index, otherwise None."""
        query, queryset = self.query_compiler.query, self.query_compiler.queryset
        if self.query_compiler.narrowing:
            return None
        if isinstance(query, MatchAll):
            return queryset
        if isinstance(query, Not) and isinstance(query.subquery, MatchAll):
            return queryset.none()
        return None

    def get_queryset(self) -> Any:
        everything = self._everything()
        if everything is not None:
            return everything[self.start : self.stop]
        return self.query_compiler.queryset.filter(
            pk__in=[hit.pk for hit in self.hits()[self.start : self.stop]]
        )

    def _do_search(self) -> list[Any]:
        everything = self._everything()
        if everything is not None:
            return list(everything[self.start : self.stop])
        hits = self.hits()[self.start : self.stop]
        if not hits:
            return []
        # The queryset's own filters run again: an index that lags behind never shows too much.
        objects = self.query_compiler.queryset.order_by().filter(pk__in=[hit.pk for hit in hits])
        by_pk = {obj.pk: obj for obj in objects}
        ordered = [(hit, by_pk[hit.pk]) for hit in hits if hit.pk in by_pk]
        if self._score_field:
            for hit, obj in ordered:
                setattr(obj, self._score_field, hit.score)
        return [obj for _, obj in ordered]

    @property
    def total(self) -> int:
        """Hits of the whole search, exact up to `counted`; one more says that there are more."""
        if self.found.total is None:
            self.found.total = self._total()
        return self.found.total

    def _total(self) -> int:
        everything = self._everything()
        if everything is not None:
            return everything.count()
        node = self.node()
        if node is None:
            return 0
        if self.query_compiler.scope.is_partial:
            return len(self._allowed(hit.pk for hit in self.any_hits(node, CHECKED)))
        return self.hit_count(node, self.counted + 1)

    def _do_count(self) -> int:
        total = min(self.total, self.counted)
        stop = total if self.stop is None else min(self.stop, total)
        return max(0, stop - self.start)

    def facet(self, field_name: str) -> dict[Any, int]:
        return self.facets([field_name])[field_name]

    def facets(self, names: list[str]) -> dict[str, dict[Any, int]]:
        """How many hits have each value, most frequent first, over at most SAMPLED hits."""
        self._check_filterable(names)
        node = self.node()
        if node is None:
            return {name: {} for name in names}
        pks = [hit.pk for hit in self.any_hits(node, SAMPLED)]
        queryset = self.query_compiler.queryset if self.query_compiler.scope.is_partial else None
        if queryset is None:
            queryset = self.model._default_manager.all()
        rows = queryset.filter(pk__in=pks).order_by().values_list(*names)
        counts: dict[str, Counter[Any]] = {name: Counter() for name in names}
        try:
            for *values, number in rows.annotate(number=Count("pk")):
                for name, value in zip(names, values, strict=True):
                    for item in value if isinstance(value, list) else [value]:
                        counts[name][item] += number
        except FieldError as error:
            raise FilterFieldError(str(error), field_name=names[0]) from error
        return {name: dict(counter.most_common()) for name, counter in counts.items()}

    def _check_filterable(self, names: list[str]) -> None:
        for name in names:
            if self.query_compiler._get_filterable_field(name) is None:
                raise FilterFieldError(
                    f'Cannot facet search results with field "{name}". Please add '
                    f'index.FilterField("{name}") to {self.model.__name__}.search_fields.',
                    field_name=name,
                )


def exact(searches: Sequence[BoundedResults]) -> list[BoundedResults]:
    """Those of *searches* in which something holds every word, never relaxed: one look for all."""
    asked = [(search, node) for search in searches if (node := search._nodes()[0]) is not None]
    if not asked:
        return []
    found = []
    for (search, node), has_hits in zip(asked, asked[0][0].have_hits(asked), strict=True):
        if has_hits:
            search.found.settle(node, node)
            found.append(search)
    return found


def _in_parts(pks: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(pks), IN_ONE_QUERY):
        yield pks[start : start + IN_ONE_QUERY]
