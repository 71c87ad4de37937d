"""Search on SQLite's FTS5, in Wagtail's own tables with Wagtail's own triggers."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from modelsearch.backends.database.sqlite import sqlite as stock
from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry
from wagtail.search.utils import get_content_type_pk

from search.engine.analysis import get_analyzer
from search.engine.expression import (
    MARKS,
    TEXT,
    TITLE,
    TYPING,
    AllOf,
    AnyOf,
    Node,
    Token,
    any_of,
    split,
)

from .indexing import IndexedObject
from .ownership import OwningBackend
from .results import Hit
from .shared_table import SharedTableIndex, TieredResults

ENTRY = IndexEntry._meta.db_table
FTS = SQLiteFTSIndexEntry._meta.db_table
COLUMNS = {
    TEXT: "{title body}",
    TITLE: "{title}",
    TYPING: "{autocomplete}",
    MARKS: "{autocomplete}",
}
# In the order of the table's columns: autocomplete, body, title.
WEIGHTS = "0.05, 1.0, 4.0"
# bm25 reads every term's whole list before the first row: past so many hits it is not asked.
SCORED = 10_000


def to_fts5(node: Node) -> str:
    """The MATCH string. Tokens hold only letters and digits, so quoting them is enough."""
    if isinstance(node, Token):
        return f'{COLUMNS[node.place]} : "{node.text}"' + (" *" if node.is_prefix else "")
    if isinstance(node, AnyOf):
        return "(" + " OR ".join(to_fts5(part) for part in node.parts) + ")"
    if isinstance(node, AllOf):
        wanted, unwanted = split(node)
        text = "(" + " AND ".join(to_fts5(part) for part in wanted) + ")"
        for part in unwanted:
            text = f"({text} NOT {to_fts5(part)})"
        return text
    raise TypeError(f"{node!r} cannot start a search")


def _first_wanted(node: Node) -> Node:
    """A part that every match holds: beside it, optional words change the rank and no more."""
    return _first_wanted(split(node)[0][0]) if isinstance(node, AllOf) else node


class SQLiteIndex(SharedTableIndex, stock.SQLiteIndex):
    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        if not self.backend.holds(model) or not model.get_search_fields():
            return
        analyzer = get_analyzer()
        content_type = get_content_type_pk(model)
        entries = [
            IndexEntry(
                content_type_id=content_type,
                object_id=obj.pk,
                title=" ".join(obj.title),
                body=" ".join(token for _, tokens in obj.body for token in tokens),
                autocomplete=" ".join([*obj.marks, *obj.typing]),
            )
            for obj in (IndexedObject(each, analyzer) for each in objs)
        ]
        self.entries.bulk_create(
            entries,
            batch_size=2_000,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
        )


class SQLiteResults(TieredResults):
    def match(self, node: Node) -> str:
        return to_fts5(node)

    @cached_property
    def hits_sql(self) -> str:
        types = ",".join(str(int(pk)) for pk in self.query_compiler.type_ids)
        return (
            f"FROM {FTS} CROSS JOIN {ENTRY} e ON e.id = {FTS}.rowid "
            f"AND e.content_type_id IN ({types}) WHERE {FTS} MATCH %s"
        )

    def _hits(self, score: str, *params: Any) -> list[Hit]:
        return self.hits_of_rows(
            f"SELECT e.content_type_id, e.object_id, {score} {self.hits_sql} "
            f"ORDER BY {FTS}.rowid DESC LIMIT %s",
            *params,
        )

    def any_hits(self, node: Node, limit: int) -> list[Hit]:
        return self._hits("0.0", to_fts5(node), limit)

    def hit_count(self, node: Node, limit: int) -> int:
        rows = self.rows(
            f"SELECT count(*) FROM (SELECT 1 {self.hits_sql} LIMIT %s)", to_fts5(node), limit
        )
        return rows[0][0]

    def scored_hits(self, node: Node, limit: int) -> list[Hit]:
        match = to_fts5(node)
        ranked = match
        expression = self.query_compiler.expression
        lifting = [Token(token, expression.place) for token in expression.lifting]
        if lifting:
            ranked = f"({match} AND {to_fts5(any_of(_first_wanted(node), *lifting))})"
        score = (
            f"CASE WHEN (SELECT count(*) FROM (SELECT 1 FROM {FTS} WHERE {FTS} MATCH %s "
            f"LIMIT {SCORED + 1})) <= {SCORED} THEN -bm25({FTS}, {WEIGHTS}) ELSE 0.0 END"
        )
        return self._hits(score, match, ranked, limit)


class SearchBackend(OwningBackend, stock.SQLiteSearchBackend):
    index_class = SQLiteIndex
    results_class = SQLiteResults
    # Rows are overwritten one by one, so a rebuild needs no transaction that stops other writers.
    atomic_rebuilder_class = stock.SQLiteSearchRebuilder
