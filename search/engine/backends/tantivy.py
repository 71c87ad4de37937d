"""Search in an embedded Tantivy index: a catalogue of a million records on one machine.

WAGTAILSEARCH_BACKENDS = {
    "catalogue": {
        "BACKEND": "search.engine.backends.tantivy",
        "PATH": "/var/lib/portal/catalogue-index",
        "MODELS": ["catalog.Record"],
        "AUTO_UPDATE": False,
    }
}
"""

import sys
from functools import cached_property
from typing import Any

from tantivy import Occur, Query
from wagtail.search.backends.base import BaseIndex
from wagtail.search.utils import get_content_type_pk

from search.engine.expression import (
    MARKS,
    TEXT,
    TITLE,
    TYPING,
    AllOf,
    AnyOf,
    Node,
    Token,
    Without,
    all_of,
    names_nothing,
)

from .ownership import OwningBackend
from .results import BoundedResults, Hit
from .tantivy_index import LOCK_WAIT, TEXTS, TantivyIndex, TantivyRebuilder, facet_column

COLUMNS = {TEXT: TEXTS, TITLE: ("title",), TYPING: ("typing",), MARKS: ("marks",)}
TITLE_BOOST, LIFT_BOOST, ALL_WORDS_IN_TITLE = 4.0, 2.0, 50.0
FACET_VALUES = 100


class TantivyResults(BoundedResults):
    counted = sys.maxsize

    @cached_property
    def _index(self) -> TantivyIndex:
        return self.backend.get_index_for_model(self.model)

    def _hits(self, query: Query, limit: int, **options: Any) -> list[Hit]:
        content_type = get_content_type_pk(self.model)

        def best(searcher: Any) -> list[Hit]:
            scored = searcher.search(query, max(1, limit), **options).hits
            pks = searcher.fast_field_values("pk", [address for _, address in scored])
            return [
                Hit(content_type, pk, score) for pk, (score, _) in zip(pks, scored, strict=True)
            ]

        return self._index.ask(best, [])

    def ranked_hits(self, node: Node, limit: int) -> list[Hit]:
        expression = self.query_compiler.expression
        if not expression.words and not expression.others:  # nothing to rank by
            return self.any_hits(node, limit)
        return self._hits(self._ranking(node), limit)

    def any_hits(self, node: Node, limit: int) -> list[Hit]:
        return self._hits(self._query(node), limit, order_by_field="pk")

    def hit_count(self, node: Node, limit: int) -> int:
        query = self._query(node)
        return self._index.ask(lambda searcher: searcher.search(query, 1, count=True).count, 0)

    def facets(self, names: list[str]) -> dict[str, dict[Any, int]]:
        """Exact over all hits: the index keeps the values in columns."""
        self._check_filterable(names)
        node = self.node()
        if node is None:
            return {name: {} for name in names}
        if self.query_compiler.scope.is_partial or not set(names) <= set(self._index.facets):
            return super().facets(names)
        wanted = {
            name: {"terms": {"field": facet_column(name), "size": FACET_VALUES}} for name in names
        }
        query = self._query(node)
        nothing: dict[str, Any] = {}
        answer = self._index.ask(lambda searcher: searcher.aggregate(query, wanted), nothing)
        return {name: self._counts(name, answer.get(name, {})) for name in names}

    def _counts(self, name: str, answer: dict[str, Any]) -> dict[Any, int]:
        by_attname = {field.attname: field for field in self.model._meta.concrete_fields}
        column = by_attname.get(name)
        counts = {}
        for bucket in answer.get("buckets", []):
            value = bucket["key"]
            if column is not None and column.get_internal_type() != "JSONField":
                value = column.to_python(value)
            counts[value] = bucket["doc_count"]
        return counts

    # From tokens to Tantivy's queries:

    def _ranking(self, node: Node) -> Query:
        expression = self.query_compiler.expression
        parts = [(Occur.Must, self._query(node))]
        for token in expression.lifting:
            if not token.startswith("v"):
                lift = Query.boost_query(self._term("title", token), LIFT_BOOST)
                parts.append((Occur.Should, lift))
        if expression.words and not expression.has_exclusion:
            in_title = all_of(*(Token(word, TITLE) for word in expression.words))
            first = Query.const_score_query(self._query(in_title), ALL_WORDS_IN_TITLE)
            parts.append((Occur.Should, first))
        return Query.boolean_query(parts)

    def _query(self, node: Node) -> Query:
        if isinstance(node, Token):
            return self._token(node)
        if isinstance(node, AnyOf):
            return Query.boolean_query([(Occur.Should, self._query(part)) for part in node.parts])
        if isinstance(node, AllOf):
            parts = [self._part(part) for part in node.parts]
            if names_nothing(node):
                parts.append((Occur.Must, Query.all_query()))
            return Query.boolean_query(parts)
        if isinstance(node, Without):
            return Query.boolean_query([(Occur.Must, Query.all_query()), self._part(node)])
        return Query.all_query()

    def _part(self, node: Node) -> tuple[Occur, Query]:
        if isinstance(node, Without):
            return Occur.MustNot, self._query(node.part)
        query = self._query(node)
        is_mark = isinstance(node, Token) and node.place == MARKS
        return Occur.Must, Query.const_score_query(query, 0.0) if is_mark else query

    def _token(self, token: Token) -> Query:
        queries = []
        for column in COLUMNS[token.place]:
            if token.is_prefix:
                beginning = token.text + ".*"  # letters and digits only: nothing to escape
                query = Query.regex_query(self._index.schema, column, beginning)
            else:
                query = self._term(column, token.text)
            queries.append(Query.boost_query(query, TITLE_BOOST) if column == "title" else query)
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)

    def _term(self, column: str, token: str) -> Query:
        detail = "freq" if column in TEXTS else "basic"
        return Query.term_query(self._index.schema, column, token, detail)


class SearchBackend(OwningBackend):
    index_class = TantivyIndex
    results_class = TantivyResults
    rebuilder_class = TantivyRebuilder
    # A record that cannot be indexed now is saved all the same and found after the next rebuild.
    catch_indexing_errors = True

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.path = params["PATH"]
        self.lock_wait = params.get("LOCK_WAIT", LOCK_WAIT)
        self.name = params.get("NAME", "catalogue")

    def get_index_for_model(self, model: Any) -> BaseIndex:
        return TantivyIndex(self, model) if self.holds(model) else BaseIndex(self)
