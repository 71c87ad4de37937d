"""Suggestions while someone types, and what may have been meant when nothing was found."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

import rjieba
from django.http import HttpRequest
from wagtail.search.backends import get_search_backend

from catalog.selectors import records
from search.engine.analysis import RUN, fold, syllables
from search.engine.cleaning import clean_query

from .hits import public_pages

PAGES, BOOKS = 4, 4
TITLES_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    label: str
    note: str
    url: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def suggestions(text: str, request: HttpRequest) -> list[Suggestion]:
    """Pages and books whose titles go on from *text*, in characters or in pinyin."""
    words = clean_query(text)
    if not words:
        return []
    backend = get_search_backend()
    pages = backend.autocomplete(words, public_pages())[:PAGES]
    books = backend.autocomplete(words, records())[:BOOKS]
    found = [
        Suggestion(page.title, str(page.page_type_display_name), page.get_url(request) or "")
        for page in pages
    ]
    found += [Suggestion(book.full_title, book.byline, book.get_absolute_url()) for book in books]
    return [suggestion for suggestion in found if suggestion.url]


def did_you_mean(words: str) -> str:
    """*words* with characters that sound the same and do occur: 国雪 becomes 国学."""
    folded = fold(words)
    for reading in _readings(folded):
        parts = [part for run in reading for part in run]
        titles = list(_titles(" ".join("".join(syllables(part)) or part for part in parts)))
        by_sound = _words_by_sound(titles)
        runs = [[_same_sound(part, by_sound) for part in run] for run in reading]
        replaced = " ".join("".join(run) for run in runs)
        if titles and replaced != folded and all(part for run in runs for part in run):
            return replaced
    return ""


def _readings(text: str) -> Iterator[list[list[str]]]:
    """Each run of characters as one word; then split, with single characters kept together."""
    runs = [han or latin for han, latin in RUN.findall(text)]
    if not any(syllables(run) for run in runs):
        return
    yield [[run] for run in runs]
    split = []
    for run in runs:
        parts: list[str] = []
        for is_single, group in groupby(rjieba.cut(run), key=lambda word: len(word) == 1):
            words = list(group)
            parts += ["".join(words)] if is_single else words
        split.append(parts)
    if any(len(parts) > 1 for parts in split):
        yield split


def _titles(spelled: str) -> Iterator[str]:
    backend = get_search_backend()
    for queryset in (public_pages(), records()):
        results = backend.search(spelled, queryset)
        if not results.is_relaxed:
            yield from (fold(found.title) for found in results[:TITLES_LOOKED_AT])


def _words_by_sound(titles: list[str]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for title in titles:
        for han, _latin in RUN.findall(title):
            for word in [han, *rjieba.cut_for_search(han)] if han else []:
                found.setdefault(syllables(word), word)
    return found


def _same_sound(part: str, by_sound: dict[tuple[str, ...], str]) -> str:
    return by_sound.get(syllables(part), "") if syllables(part) else part
