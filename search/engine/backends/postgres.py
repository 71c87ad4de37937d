"""Search on PostgreSQL. Vectors are built here, so no extension or text configuration is needed."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from modelsearch.backends.database.postgres import postgres as stock
from wagtail.search.models import IndexEntry
from wagtail.search.utils import get_content_type_pk

from search.engine.analysis import get_analyzer
from search.engine.expression import (
    TITLE,
    AllOf,
    AnyOf,
    Node,
    Token,
    Without,
    any_of,
    tokens_in,
)

from .indexing import IndexedObject
from .ownership import OwningBackend
from .results import Hit
from .shared_table import SharedTableIndex, TieredResults

ENTRY = IndexEntry._meta.db_table
# Limits of a tsvector: positions end here, and a lexeme that often repeats needs no more of them.
LAST_POSITION, PLACES_KEPT = 16_383, 4
# What ts_rank makes of the letters D, C, B and A: sounds and marks, texts, boosted texts, titles.
WEIGHTS = "{0.02,0.2,0.4,1.0}"
UPSERT = f"""
    INSERT INTO {ENTRY} (content_type_id, object_id, title, autocomplete, body, title_norm,
                         title_text, body_text)
    SELECT %s, object_id, title::tsvector, autocomplete::tsvector, body::tsvector, 1.0, '', ''
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
         AS new (object_id, title, autocomplete, body)
    ON CONFLICT (content_type_id, object_id) DO UPDATE
    SET title = EXCLUDED.title, autocomplete = EXCLUDED.autocomplete, body = EXCLUDED.body
"""


def to_tsvector(parts: Iterable[tuple[list[str], str]]) -> str:
    """The text form of a tsvector made of tokens and the letter that weighs them."""
    position, places = 1, dict[str, list[str]]()
    for tokens, weight in parts:
        for token in tokens:
            kept = places.setdefault(token, [])
            if len(kept) < PLACES_KEPT:
                kept.append(f"{min(position, LAST_POSITION)}{weight}")
            position += 1
    return " ".join(f"'{token}':{','.join(kept)}" for token, kept in places.items())


def to_tsquery(node: Node) -> str:
    """The text form of a tsquery. Tokens hold only letters and digits, so quoting is enough."""
    if isinstance(node, Token):
        label = ("*" if node.is_prefix else "") + ("A" if node.place == TITLE else "")
        return f"'{node.text}'" + (f":{label}" if label else "")
    if isinstance(node, Without):
        return "!" + to_tsquery(node.part)
    if isinstance(node, AllOf | AnyOf):
        joint = " & " if isinstance(node, AllOf) else " | "
        return "(" + joint.join(to_tsquery(part) for part in node.parts) + ")"
    raise TypeError(f"{node!r} cannot start a search")


class PostgresIndex(SharedTableIndex, stock.PostgresIndex):
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        if not self.backend.holds(model) or not model.get_search_fields():
            return
        analyzer = get_analyzer()
        rows = [self._row(IndexedObject(obj, analyzer)) for obj in objs]
        if not rows:
            return
        # Arrays keep the statement's text the same, however many rows there are.
        columns = [list(column) for column in zip(*rows, strict=True)]
        with self.write_connection.cursor() as cursor:
            cursor.execute(UPSERT, [get_content_type_pk(model), *columns])

    def _row(self, obj: IndexedObject) -> tuple[str, str, str, str]:
        texts = [(tokens, "B" if boost >= 2 else "C") for boost, tokens in obj.body]
        # Sounds and marks stand in the body too, so that one index on both columns answers all.
        beside = [(obj.sounds, "D"), (obj.marks, "D")]
        return (
            obj.pk,
            to_tsvector([(obj.title, "A")]),
            to_tsvector([(obj.typing, "D"), (obj.marks, "D")]),
            to_tsvector([*texts, *beside]),
        )


class PostgresResults(TieredResults):
    @cached_property
    def _vector(self) -> str:
        return "autocomplete" if self.query_compiler.typing else "(title || body)"

    def match(self, node: Node) -> str:
        return to_tsquery(node)

    @cached_property
    def hits_sql(self) -> str:
        types = ",".join(str(int(pk)) for pk in self.query_compiler.type_ids)
        return f"FROM {ENTRY} WHERE {self._vector} @@ %s::tsquery AND content_type_id IN ({types})"

    def any_hits(self, node: Node, limit: int) -> list[Hit]:
        sql = f"SELECT content_type_id, object_id, 0.0 {self.hits_sql} LIMIT %s"
        return self.hits_of_rows(sql, to_tsquery(node), limit)

    def hit_count(self, node: Node, limit: int) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 {self.hits_sql} LIMIT %s) AS hits"
        return self.rows(sql, to_tsquery(node), limit)[0][0]

    def scored_hits(self, node: Node, limit: int) -> list[Hit]:
        expression = self.query_compiler.expression
        lifting = [Token(token, expression.place) for token in expression.lifting]
        scoring = [*lifting, *tokens_in(node)]
        if not scoring:
            return self.any_hits(node, limit)
        sql = (
            "SELECT content_type_id, object_id, ts_rank(%s::float4[], vector, %s::tsquery, 1) "
            f"FROM (SELECT content_type_id, object_id, {self._vector} AS vector "
            f"{self.hits_sql} LIMIT %s) AS hits"
        )
        return self.hits_of_rows(
            sql, WEIGHTS, to_tsquery(any_of(*scoring)), to_tsquery(node), limit
        )


class SearchBackend(OwningBackend, stock.PostgresSearchBackend):
    index_class = PostgresIndex
    results_class = PostgresResults
    # Rows are overwritten one by one, so a rebuild needs no transaction that stops other writers.
    atomic_rebuilder_class = stock.PostgresSearchRebuilder
