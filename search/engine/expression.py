"""A query as a tree over tokens, whatever index answers it."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from wagtail.search.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from .analysis import RUN, Analyzer, Clause, fold
from .cleaning import MAX_TERMS, clean_query

# Where a token is looked for: title and text together, one of them, or among the marks beside them.
TEXT, TITLE, TYPING, MARKS = "", "title", "typing", "marks"


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    place: str = TEXT
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    part: "Node"


@dataclass(frozen=True, slots=True)
class Everything:
    """Asks for nothing in particular."""


Node: TypeAlias = Token | AllOf | AnyOf | Without | Everything
EVERYTHING = Everything()


def all_of(*parts: Node) -> Node:
    flat: list[Node] = []
    for part in parts:
        if part != EVERYTHING:
            flat += part.parts if isinstance(part, AllOf) else (part,)
    flat = list(dict.fromkeys(flat))
    if len(flat) == 1:
        return flat[0]
    return AllOf(tuple(flat)) if flat else EVERYTHING


def any_of(*parts: Node) -> Node:
    unique = tuple(dict.fromkeys(parts))
    return unique[0] if len(unique) == 1 else AnyOf(unique)


def split(node: AllOf) -> tuple[list[Node], list[Node]]:
    """What must be there, and what must not."""
    wanted: list[Node] = [part for part in node.parts if not isinstance(part, Without)]
    unwanted = [part.part for part in node.parts if isinstance(part, Without)]
    return wanted, unwanted


def names_nothing(node: Node) -> bool:
    """Whether *node* only rules things out; a full-text index cannot start from that."""
    if isinstance(node, AllOf):
        return not split(node)[0]
    return isinstance(node, Everything | Without)


def tokens_in(node: Node) -> list[Token]:
    """The tokens whose presence makes a match, without marks such as filters."""
    if isinstance(node, Token):
        return [] if node.place == MARKS else [node]
    if isinstance(node, AllOf | AnyOf):
        return [token for part in node.parts for token in tokens_in(part)]
    return []


def _is_title_word(token: str) -> bool:
    return len(token) > 1 and token[0] == "w" and token[1] > "\u3000"


def _elsewhere(word: str) -> str:
    return "v" + word[1:]


class Expression:
    """What one query needs: what must match, its form by whole words, and what lifts the rank."""

    def __init__(
        self, query: Any, analyzer: Analyzer, *, place: str = TEXT, typing: bool = False
    ) -> None:
        self.analyzer, self.place, self.typing = analyzer, place, typing
        self.lifting: list[str] = []
        self.words: list[str] = []
        self.others: list[str] = []
        self.has_exclusion = False
        self._leaves = 0
        # None: the query has words but none that an index knows, so it finds nothing.
        self.match = self._node(query, strict=False)
        self._leaves = 0
        self.strict_match = self._node(query, strict=True)

    def relaxed(self) -> Node | None:
        """Any word in place of every word; None when there is but one."""
        wanted = self.words + self.others
        if len(wanted) < 2:
            return None
        return any_of(*(self._word(token) for token in wanted))

    def _node(self, query: Any, *, strict: bool) -> Node | None:
        if isinstance(query, PlainText | Fuzzy):
            return self._plain(query.query_string, query.operator, strict=strict)
        if isinstance(query, Phrase):
            return self._phrase(query.query_string)
        if isinstance(query, Boost):
            return self._node(query.subquery, strict=strict)
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, Not):
            return self._exclusion(query)
        if isinstance(query, And | Or):
            parts = [self._node(part, strict=strict) for part in query.subqueries]
            known = [part for part in parts if part is not None]
            if not known:
                return None
            return all_of(*known) if isinstance(query, And) else any_of(*known)
        raise NotImplementedError(f"{type(query).__name__} queries are not supported")

    def _clean(self, text: str) -> str:
        # Someone may quote five thousand words: only the first few parts of a query count.
        self._leaves += 1
        return clean_query(text) if self._leaves <= MAX_TERMS else ""

    def _plain(self, text: str, operator: str, *, strict: bool) -> Node | None:
        clauses = self.analyzer.clauses(self._clean(text), typing=self.typing)
        parts = [self._clause(clause, strict=strict) for clause in clauses]
        if not parts:
            return None
        return any_of(*parts) if operator == "or" else all_of(*parts)

    def _phrase(self, text: str) -> Node | None:
        tokens: list[str] = []
        for han, latin in RUN.findall(fold(self._clean(text))):
            if latin:
                tokens += self.analyzer.tokens(latin, mark="" if self.typing else "w")[:1]
            else:
                tokens += [han[i : i + 2] for i in range(max(1, len(han) - 1))]
        return all_of(*(Token(token, self.place) for token in tokens)) if tokens else None

    def _exclusion(self, query: Not) -> Node | None:
        self.has_exclusion = True
        kept = list(self.lifting), list(self.words), list(self.others)
        part = self._node(query.subquery, strict=False)
        self.lifting, self.words, self.others = kept
        if part == EVERYTHING:
            return None
        return EVERYTHING if part is None else Without(part)

    def _clause(self, clause: Clause, *, strict: bool) -> Node:
        if not strict:
            self._remember(clause)
        tokens = clause.words if strict and clause.words else clause.must
        if clause.parts:
            wanted = [self._clause(part, strict=strict) for part in clause.parts]
        elif strict and self.place == TEXT:
            wanted = [self._word(token) for token in tokens]
        else:
            wanted = [Token(token, self.place, self._is_beginning(token)) for token in tokens]
        sounds = [Token(token, TYPING, bool(clause.prefix)) for token in clause.sounds]
        if clause.prefix and not clause.parts:
            wanted.append(Token(clause.prefix, self.place, is_prefix=True))
        return any_of(all_of(*wanted), *sounds) if sounds else all_of(*wanted)

    def _is_beginning(self, token: str) -> bool:
        """One Chinese character, typed alone, is the start of every pair that begins with it."""
        return self.typing and len(token) == 1 and not token.isascii()

    def _word(self, token: str) -> Node:
        if _is_title_word(token):
            return any_of(Token(token, self.place), Token(_elsewhere(token), self.place))
        return Token(token, self.place)

    def _remember(self, clause: Clause) -> None:
        for token in clause.lift:
            self.lifting += [token, _elsewhere(token)] if _is_title_word(token) else [token]
        self.words += clause.words
        if not clause.words:
            self.others += clause.must
        self.lifting = list(dict.fromkeys(self.lifting))
        self.words = list(dict.fromkeys(self.words))
