"""Marks in a text what a query has found in it, whatever script or spelling it was typed in."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import rjieba
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import RUN, fold, initials, stem, syllables
from .cleaning import clean_query


def highlight(text: str, query: str, *, limit: int | None = None) -> SafeString:
    """*text* escaped, its matches in <mark>; with *limit* the part around the first of them."""
    marked = [False] * len(text)
    # One character for one, so that places in the folded text are places in the text itself.
    folded = "".join(map(_fold_one, text))
    for start, end in _matches(folded, clean_query(query)):
        marked[start:end] = [True] * (end - start)
    first, last = _window(marked, limit)
    parts = ["…"] if first else []
    for is_match, places in groupby(range(first, last), key=lambda place: marked[place]):
        part = escape("".join(text[place] for place in places))
        parts.append(f"<mark>{part}</mark>" if is_match else part)
    if last < len(text):
        parts.append("…")
    return mark_safe("".join(parts))  # noqa: S308 (every part of the text is escaped above)


@lru_cache(10_000)
def _fold_one(char: str) -> str:
    return fold(char)[:1] or char


def has_match(text: str, query: str) -> bool:
    """Whether *highlight* would mark anything."""
    return next(_matches(fold(text), clean_query(query)), None) is not None


def _window(marked: list[bool], limit: int | None) -> tuple[int, int]:
    if limit is None or len(marked) <= limit:
        return 0, len(marked)
    before = marked.index(True) - limit // 4 if any(marked) else 0
    first = max(0, min(before, len(marked) - limit))
    return first, first + limit


def _matches(text: str, query: str) -> Iterator[tuple[int, int]]:
    han_words, latin_words, run = set(), set(), []
    for han, latin in RUN.findall(fold(query)):
        if latin:
            latin_words.add(latin)
            run.append(latin)
        else:
            han_words.add(han)
            han_words.update(word for word in rjieba.cut(han) if len(word) > 1)
    if len(run) > 1:
        latin_words.add("".join(run))  # "guo xue" is the sound of 国学 as well
    for word in han_words:
        yield from _places(text, word)
    stems = {stem(word) for word in latin_words}
    for match in RUN.finditer(text):
        if match[1] and latin_words:
            yield from _sounding(match[1], match.start(), latin_words)
        elif match[2] and (match[2] in latin_words or stem(match[2]) in stems):
            yield match.span()


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


def _sounding(han: str, place: int, spellings: set[str]) -> Iterator[tuple[int, int]]:
    """Words of *han* whose pinyin, or its initials, was typed."""
    for word in rjieba.cut(han):
        if len(word) > 1:
            parts = syllables(word)
            if spellings & {"".join(parts), initials(parts)}:
                yield place, place + len(word)
        place += len(word)
