"""The word list against a text: written plainly, or disguised by signs, pinyin or look-alikes.

Written plainly, a word does what the list says. Disguised, it only holds the text for a moderator:
what looks like a disguise may be an accident of two neighbours.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from .folding import Folded, fold, unleet

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Up to four signs that are no letters may stand between the letters of a disguised word.
_GAP = r"[\W\d_]{0,4}"
_BEFORE, _AFTER = r"(?<![a-z])", r"(?![a-z])"


@dataclass(frozen=True, slots=True)
class Match:
    word: str
    denies: bool
    is_disguised: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    word: str
    denies: bool
    plain: re.Pattern[str]
    disguised: re.Pattern[str]


class WordList:
    """Finds its words in a text. Patterns are kept by what they can begin with."""

    def __init__(self, words: Iterable[tuple[str, bool]]) -> None:
        self._han: dict[str, list[_Pattern]] = defaultdict(list)
        self._latin: dict[str, list[_Pattern]] = defaultdict(list)
        for word, denies in words:
            self._add(word, denies)

    def _add(self, word: str, denies: bool) -> None:
        folded = "".join(char for char in fold(word).text if char.isalnum())
        if len(folded) < 2:
            return
        plain = re.escape(folded)
        if _HAN.search(folded):
            units = [_either(char) for char in folded]
            pattern = _Pattern(word, denies, _compile(plain), _disguise(units))
            self._han[folded[0]].append(pattern)
            if sound := _sound(folded[0]):
                self._han[sound[0]].append(pattern)
        else:
            bounded = _compile(f"{_BEFORE}{plain}{_AFTER}")
            pattern = _Pattern(word, denies, bounded, _disguise(map(re.escape, folded)))
            self._latin[unleet(folded[0])].append(pattern)

    def matches(self, text: Folded) -> Iterator[Match]:
        yield from _found(text.text, text.text, self._han)
        yield from _found(text.text, unleet(text.text), self._latin)


def _found(text: str, disguised: str, patterns: dict[str, list[_Pattern]]) -> Iterator[Match]:
    for start, char in enumerate(disguised):
        for pattern in patterns.get(char, ()):
            if match := pattern.plain.match(text, start):
                yield Match(pattern.word, pattern.denies, False, match.start(), match.end())
            elif match := pattern.disguised.match(disguised, start):
                yield Match(pattern.word, pattern.denies, True, match.start(), match.end())


def _either(char: str) -> str:
    """The character itself or its sound."""
    sound = _GAP.join(_sound(char))
    return f"(?:{re.escape(char)}|{sound})" if sound else re.escape(char)


def _disguise(units: Iterable[str]) -> re.Pattern[str]:
    return _compile(f"{_BEFORE}{_GAP.join(units)}{_AFTER}")


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _sound(char: str) -> str:
    if not _HAN.match(char):
        return ""
    return str(lazy_pinyin(char, style=Style.NORMAL, errors="ignore", v_to_u=False)[0])


@lru_cache(4)
def word_list(words: tuple[tuple[str, bool], ...]) -> WordList:
    """Compiled once for as long as the list stays what it is."""
    return WordList(words)
