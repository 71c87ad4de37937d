"""The one door for what readers send (design, D11): plain text, or HTML of a few harmless tags.

bleach needs quadratic time on hostile nesting, so length is checked before anything else and long
texts are cleaned in pieces. Text is cleaned once, when it is saved. Nothing else calls bleach.
"""

import re
import unicodedata
from collections.abc import Iterator

import bleach
from bleach.html5lib_shim import Filter
from django.utils.translation import gettext as _

TAGS = {"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "blockquote", "a"}
PIECE = 2_000
LONGEST = 10_000
# Controls and formats of Unicode but the joiners that some scripts and emoji need.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\t", "\u200c", "\u200d"}
_PARAGRAPH_END = re.compile(r"(?<=</p>)|(?<=\n)\s*\n", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[。！？.!?>\s]")


class TextTooLongError(ValueError):
    """The text is longer than may be cleaned; the message is fit to show."""


def clean_text(value: str, *, max_length: int = 200) -> str:
    """One line without control characters, invisible formats or runs of blanks."""
    return " ".join(_visible(value[: max_length * 4]).split())[:max_length]


def clean_lines(value: str, *, max_length: int = PIECE) -> str:
    """Plain text that keeps its line breaks, at most two in a row."""
    _refuse_longer(value, max_length)
    lines = (line.rstrip() for line in _visible(value.replace("\r\n", "\n")).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_html(value: str, *, max_length: int = PIECE) -> str:
    """HTML of the allowed tags only, ready to be stored and shown with `|safe`."""
    _refuse_longer(value, min(max_length, LONGEST))
    return "".join(_cleaner().clean(piece) for piece in _pieces(_visible(value))).strip()


def _visible(value: str) -> str:
    text = unicodedata.normalize("NFC", value)
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _INVISIBLE)


def _refuse_longer(value: str, limit: int) -> None:
    if len(value) > limit:
        raise TextTooLongError(
            _("This text has %(length)s characters; at most %(limit)s are accepted.")
            % {"length": len(value), "limit": limit}
        )


def _pieces(value: str) -> Iterator[str]:
    """Paragraphs, and of a paragraph that is still too long, sentences as far as they fit."""
    for paragraph in _PARAGRAPH_END.split(value):
        rest = paragraph
        while len(rest) > PIECE:
            ends = [match.end() for match in _SENTENCE_END.finditer(rest, 0, PIECE)]
            cut = ends[-1] if ends else PIECE
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if tag != "a":
        return False
    if name == "href":
        return value.strip().lower().startswith(("http://", "https://"))
    return name == "title"


class _ForeignLinks(Filter):
    """Links of readers are not the library's: search engines are told so."""

    def __iter__(self) -> Iterator[dict]:
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a":
                token["data"][(None, "rel")] = "nofollow ugc noopener"
            yield token


def _cleaner() -> bleach.Cleaner:
    """A new one each time: bleach's cleaners are not safe to share between threads."""
    return bleach.Cleaner(
        tags=TAGS,
        attributes=_is_allowed,
        protocols={"http", "https"},
        strip=True,
        strip_comments=True,
        filters=[_ForeignLinks],
    )
