"""Chinese text analysis, the same for every index: text becomes plain tokens on the way in and out.

No engine splits Chinese. It gets a blank-separated list of tokens made of letters and digits alone,
so FTS5, PostgreSQL and Tantivy all take each token whole and answer alike:

    国学           two characters that follow each other (or a single one): what matches
    w国学 v国学     a dictionary word in the title (w) or elsewhere (v): what comes first
    p0guoxue p1gx  pinyin of a dictionary word and its initials
    p2… p3…        the same for the first ten syllables of a field, for suggestions while typing
    i2424 i242     class numbers, ISBN and words in other scripts, folded

Two marks for words and not a filter by column, because such a filter reads a word's whole list.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import rjieba
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

VERSION = 1  # changes when an index made before would answer wrongly
MAX_TOKEN = 64  # PostgreSQL refuses longer than 2 KB, and nobody types them

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々"
RUN = re.compile(rf"([{HAN}]+)|((?:(?![{HAN}])[^\W_])+(?:[.\-'’](?:(?![{HAN}])[^\W_])+)*)")
_JOINTS = re.compile(r"[.\-'’]")
_ISBN = re.compile(r"^(?:isbn)?((?:97[89])?\d{9}[\dx])$")
_CLASS_NUMBER = re.compile(r"^([a-z]{1,2}\d+)(?:\.\d+)+$")
_HALF_PAIRS = re.compile(r"[\ud800-\udfff]")  # halves of surrogate pairs are no text
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STOP_CHARACTERS = frozenset("的了在与和及之于是有为以等从对其或也而并把被由着过吗呢吧啊这那个")
_STOP_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "isbn", "of", "on", "the", "to"})
_OPENING_SYLLABLES = 10
SHORT = 60  # characters of a text whose runs are worth keeping


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """Full width to half, capitals to small, traditional characters to simplified."""
    if text.isascii():
        return text.lower()
    # Nearly all that NFKC changes are full-width marks, and on them it is slow.
    text = unicodedata.normalize("NFKC", text.translate(_HALF_WIDTH)).lower()
    return _converter().convert(_HALF_PAIRS.sub(" ", text))


@lru_cache(20_000)
def syllables(word: str) -> tuple[str, ...]:
    """The word's pinyin without tones, ü as v, as on a Chinese keyboard."""
    return tuple(
        syllable.replace("ü", "v")
        for syllable in lazy_pinyin(word, style=Style.NORMAL, errors="ignore")
    )


def initials(parts: Iterable[str]) -> str:
    return "".join(part[0] for part in parts)


@lru_cache(20_000)
def sound_tokens(word: str) -> tuple[str, ...]:
    parts = syllables(word)
    return ("p0" + "".join(parts), "p1" + initials(parts)) if parts else ()


def stem(word: str) -> str:
    """English plurals to singulars: all the grammar that titles and short queries need."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word.removesuffix("ies") + "y"
    return word.removesuffix("s")


def isbn_core(run: str) -> str:
    """The nine digits that the ten- and thirteen-digit forms of an ISBN share, or nothing."""
    match = _ISBN.match(_JOINTS.sub("", run))
    if match is None:
        return ""
    digits = match[1]
    return digits[3:12] if len(digits) == 13 else digits[:9]


def latin_tokens(run: str) -> list[str]:
    """An ISBN in both forms, I242.4 as i2424 and i242, a hyphenated word whole and in parts."""
    flat = _JOINTS.sub("", run)[:MAX_TOKEN]
    if core := isbn_core(run):
        return [flat.removeprefix("isbn"), core]
    if match := _CLASS_NUMBER.match(run):
        return [flat, match[1]]
    parts = [part[:MAX_TOKEN] for part in _JOINTS.split(run) if part]
    return parts if len(parts) == 1 else [*parts, flat]


@dataclass
class Clause:
    """What one part of a query asks of a document."""

    must: list[str] = field(default_factory=list)  # tokens that are all there
    lift: list[str] = field(default_factory=list)  # tokens that move it up
    words: list[str] = field(default_factory=list)  # whole words, the strict form of must
    sounds: list[str] = field(default_factory=list)  # or one of these in their place
    prefix: str = ""  # the unfinished last word of a suggestion
    parts: list["Clause"] = field(default_factory=list)  # words typed apart: "hong lou meng"
    is_latin: bool = False


class Analyzer:
    """Turns text into tokens to store, and queries into clauses to look for."""

    def tokens(self, text: str, mark: str = "") -> list[str]:
        """Tokens of *text*; its dictionary words too if *mark* says where it stands (w or v)."""
        found: list[str] = []
        for run in _runs(text):
            if run.latin:
                found += map(stem, run.latin) if mark else run.latin
                continue
            found += run.pairs
            if mark:
                found += [mark + word for word in run.words]
            found += run.singles
        return found

    def sounds(self, text: str) -> list[str]:
        """The pinyin of *text*: each word of it and its opening as one."""
        found: list[str] = []
        opening: list[str] = []
        for run in _runs(text):
            for word in run.words:
                found += sound_tokens(word)
            if not opening and run.han:
                opening = [part for word in rjieba.cut(run.han) for part in syllables(word)]
        opening = opening[:_OPENING_SYLLABLES]
        if len(opening) > 1:
            found += ["p2" + "".join(opening), "p3" + initials(opening)]
        return found

    def clauses(self, text: str, *, typing: bool = False) -> list[Clause]:
        """What *text* asks for; with *typing* its last word may be unfinished."""
        found: list[Clause] = []
        for han, latin in RUN.findall(fold(text)):
            found += self._latin_clauses(latin, typing) if latin else [self._han_clause(han)]
        if typing and found and found[-1].is_latin:
            found[-1].prefix = found[-1].must.pop()
        telling = [clause for clause in found if not _STOP_WORDS.issuperset(clause.must or "?")]
        return [
            clause
            for is_latin, run in groupby(telling or found, key=lambda clause: clause.is_latin)
            for clause in (_joined(list(run), typing) if is_latin else run)
        ]

    def _latin_clauses(self, run: str, typing: bool) -> list[Clause]:
        tokens = latin_tokens(run)
        if isbn_core(run):
            tokens = tokens[-1:]
        elif _CLASS_NUMBER.match(run):
            tokens = tokens[:1]
        elif len(tokens) > 1:
            tokens = tokens[:-1]
        found = []
        for token in tokens:
            clause = Clause([token if typing else stem(token)], is_latin=True)
            if token.isascii() and token.isalpha() and len(token) > 1:
                clause.sounds = _alternatives(token, token, typing)
            found.append(clause)
        return found

    def _han_clause(self, han: str) -> Clause:
        if len(han) == 1:
            return Clause([han], words=[han])
        must: list[str] = []
        lift: list[str] = []
        words: list[str] = []
        before = ""
        for word in rjieba.cut(han):
            if len(word) > 1:
                must += _pairs(word)
                lift.append("w" + word)
                words.append("w" + word)
            if before:
                # Between two words of several characters others may stand; a single character
                # belongs to its neighbour, unless it is a mere particle.
                bridge = before[-1] + word[0]
                if _is_content(word) or _is_content(before):
                    must.append(bridge)
                    words.append(bridge)
                else:
                    lift.append(bridge)
            before = word
        must = _unique(must) or _pairs(han)
        return Clause(must, [token for token in _unique(lift) if token not in must], _unique(words))


class _Run(NamedTuple):
    """Characters of one script that follow each other, as an index takes them."""

    han: str
    pairs: list[str]
    words: list[str]  # of the dictionary
    singles: list[str]  # characters that are words and say something
    latin: list[str]  # instead, where the script is another


def _runs(text: str) -> list[_Run]:
    return _short_runs(text) if len(text) <= SHORT else _split(text)


def _split(text: str) -> list[_Run]:
    return [
        _han_run(han) if han else _Run("", [], [], [], latin_tokens(latin))
        for han, latin in RUN.findall(fold(text))
    ]


def _han_run(han: str) -> _Run:
    words = rjieba.cut_for_search(han)
    singles = [word for word in words if len(word) == 1 and word not in _STOP_CHARACTERS]
    return _Run(
        han,
        _pairs(han),
        [word for word in words if len(word) > 1],
        singles if len(han) > 1 else [],
        [],
    )


# An index asks three times for a title, and publishers and subjects come again and again.
_short_runs = lru_cache(5_000)(_split)


def _pairs(han: str) -> list[str]:
    return [han[i : i + 2] for i in range(len(han) - 1)] or [han]


def _is_content(word: str) -> bool:
    return len(word) == 1 and word not in _STOP_CHARACTERS


def _unique(tokens: list[str]) -> list[str]:
    return list(dict.fromkeys(tokens))


def _alternatives(whole: str, first_letters: str, typing: bool) -> list[str]:
    kinds = [("p0", whole), ("p1", first_letters)]
    if typing:
        kinds += [("p2", whole), ("p3", first_letters)]
    return [kind + sound for kind, sound in kinds]


def _joined(clauses: list[Clause], typing: bool) -> list[Clause]:
    """Words in Latin letters that follow each other may also be the syllables of one word."""
    spellings = ["".join(clause.must) or clause.prefix for clause in clauses]
    if len(clauses) < 2 or not all(text.isascii() and text.isalpha() for text in spellings):
        return clauses
    whole = "".join(spellings)
    last = clauses[-1].prefix
    return [Clause(parts=clauses, sounds=_alternatives(whole, whole, typing), prefix=last)]


@cache
def get_analyzer() -> Analyzer:
    return Analyzer()
