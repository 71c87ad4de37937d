"""What both databases have in common: one table of Wagtail's in which all models are indexed."""

from collections.abc import Sequence
from typing import Any

from django.db import connections
from wagtail.search.backends.base import BaseIndex
from wagtail.search.utils import get_content_type_pk

from search.engine.expression import TEXT, Node, Token, all_of

from .results import BoundedResults, Hit

FIRST_TIER = 1_000  # points above any score a database gives


class SharedTableIndex(BaseIndex):
    """Mixed into Wagtail's own index of a database."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Ranking allows for length by itself; Wagtail's reads the whole table at every save."""

    def delete_stale_model_entries(self, model: Any) -> None:
        if self.backend.holds(model):
            super().delete_stale_model_entries(model)
        else:
            self.entries.filter(content_type_id=get_content_type_pk(model)).delete()


class TieredResults(BoundedResults):
    """Hits with whole words come first, then the rest."""

    def scored_hits(self, node: Node, limit: int) -> list[Hit]:
        """The newest hits of *node* with the database's own score."""
        raise NotImplementedError

    def match(self, node: Node) -> str:
        """*node* as the database asks for it."""
        raise NotImplementedError

    @property
    def hits_sql(self) -> str:
        """FROM and WHERE of all hits of a `match`."""
        raise NotImplementedError

    def have_hits(self, asked: Sequence[tuple[Any, Node]]) -> list[bool]:
        """In one query."""
        looks = [
            f"SELECT {number} WHERE EXISTS (SELECT 1 {search.hits_sql})"
            for number, (search, _node) in enumerate(asked)
        ]
        matches = [search.match(node) for search, node in asked]
        found = {number for (number,) in self.rows(" UNION ALL ".join(looks), *matches)}
        return [number in found for number in range(len(asked))]

    def rows(self, sql: str, *params: Any) -> list[Any]:
        with connections[self.query_compiler.queryset.db].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def hits_of_rows(self, sql: str, *params: Any) -> list[Hit]:
        to_python = self.model._meta.pk.to_python
        rows = self.rows(sql, *params)
        return [Hit(type_id, to_python(pk), float(points)) for type_id, pk, points in rows]

    def ranked_hits(self, node: Node, limit: int) -> list[Hit]:
        """Hits with every word of the query are asked for apart, so that no old one is lost."""
        expression = self.query_compiler.expression
        words = [Token(word) for word in expression.words]
        found: dict[Any, Hit] = {}
        if words and expression.place == TEXT and not expression.has_exclusion:
            for hit in self.scored_hits(all_of(node, *words), limit):
                found[hit.pk] = hit._replace(score=hit.score + FIRST_TIER)
        if len(found) < limit:
            for hit in self.scored_hits(node, limit):
                found.setdefault(hit.pk, hit)
        newest_first = sorted(found.values(), key=lambda hit: hit.pk, reverse=True)
        return sorted(newest_first, key=lambda hit: -hit.score)[:limit]
