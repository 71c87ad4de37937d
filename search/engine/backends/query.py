"""A Wagtail search turned into one tree of tokens, its filters included."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models.lookups import Exact, In
from django.db.models.sql.where import WhereNode
from wagtail.search.backends.base import BaseSearchQueryCompiler, FilterFieldError
from wagtail.search.utils import get_descendants_content_types_pks

from search.engine.analysis import get_analyzer
from search.engine.expression import (
    EVERYTHING,
    MARKS,
    TEXT,
    TITLE,
    TYPING,
    Expression,
    Node,
    Token,
    all_of,
    any_of,
    names_nothing,
)

from .indexing import facet_fields, filter_token, type_token


@dataclass
class Scope:
    """Which objects may be found at all."""

    node: Node = EVERYTHING
    # Some condition of the queryset is no token: hits must be checked by the database.
    is_partial: bool = False


@dataclass
class Found:
    """What one search has learnt; all slices of it share this."""

    hits: list[Any] | None = None
    limit: int = 0
    total: int | None = None
    node: Node | None = None
    has_node: bool = False
    is_relaxed: bool = False

    def settle(self, node: Node | None, exact: Node | None) -> None:
        self.node, self.has_node, self.is_relaxed = node, True, node is not exact


class TokenQueryCompiler(BaseSearchQueryCompiler):
    """Compiles the query and the queryset's filters to tokens."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    typing = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.narrowing: dict[str, list[Any]] = {}
        self.found = Found()

    def narrowed(self, values: dict[str, Iterable[Any]]) -> "TokenQueryCompiler":
        """A copy that also asks for one of the given values of each named filter field."""
        known = facet_fields(self.queryset.model)
        for name in values:
            if name not in known:
                raise FilterFieldError(f"{name} is no filter with few values", field_name=name)
        clone = copy.copy(self)
        clone.__dict__.pop("scope", None)
        clone.found = Found()
        clone.narrowing = self.narrowing | {name: list(item) for name, item in values.items()}
        return clone

    @cached_property
    def expression(self) -> Expression:
        place = TYPING if self.typing else TEXT
        if not self.typing and self.fields is not None and list(self.fields) == ["title"]:
            place = TITLE
        return Expression(self.query, get_analyzer(), place=place, typing=self.typing)

    @cached_property
    def type_ids(self) -> list[int]:
        return sorted(get_descendants_content_types_pks(self.queryset.model))

    @cached_property
    def scope(self) -> Scope:
        """The filters. The type is a column, not a token: its list would be that of everything."""
        query, where = self.queryset.query, self.queryset.query.where
        parts = [
            any_of(*(Token(filter_token(name, value), MARKS) for value in values))
            for name, values in self.narrowing.items()
            if values
        ]
        if where.connector != "AND" or where.negated:
            return Scope(all_of(*parts), is_partial=bool(where.children))
        is_partial = bool(query.is_sliced or query.distinct_fields)
        for condition in where.children:
            if _excludes_nothing(condition):
                continue
            node = self._filter(condition)
            if node is None:
                is_partial = True
            else:
                parts.append(node)
        return Scope(all_of(*parts), is_partial)

    def _filter(self, condition: Any) -> Node | None:
        model = self.queryset.model
        column = getattr(getattr(condition, "lhs", None), "target", None)
        name = getattr(column, "attname", "")
        if column is None or name not in facet_fields(model):
            return None
        if model._meta.get_field(column.name) is not column:  # a field of a joined model
            return None
        value = condition.rhs
        if isinstance(condition, Exact):
            values = [value]
        elif isinstance(condition, In) and isinstance(value, list | tuple | set):
            values = list(value)
        else:
            return None
        # Empty values have no token, expressions and subqueries are for the database.
        if not values or not all(isinstance(item, str | int) and item != "" for item in values):
            return None
        return any_of(*(Token(filter_token(name, item), MARKS) for item in values))

    def node(self, match: Node | None) -> Node | None:
        """*match* within the scope, in a form that an inverted index can start from."""
        if match is None:
            return None
        node = all_of(self.scope.node, match)
        if names_nothing(node):
            universe = any_of(*(Token(type_token(pk), MARKS) for pk in self.type_ids))
            return all_of(universe, node)
        return node


def _excludes_nothing(condition: Any) -> bool:
    """`public()` where no page is private: everything but the pages of an empty list."""
    if not isinstance(condition, WhereNode) or not condition.negated:
        return False
    return all(isinstance(part, In) and part.rhs == [] for part in condition.children)


class TypingQueryCompiler(TokenQueryCompiler):
    """The same while someone is still typing (Wagtail's "autocomplete")."""

    typing = True
