"""Letters: what is written, apart from how it is drawn and which way it goes.

An app describes its letters in `notifications.py`, which is found at start-up: a function takes the
context of a queued message (plain values) and returns a `Letter`, in the language that is active.
It returns None when there is nothing to say any more, a cancelled registration for instance.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from .enums import Category


@dataclass(frozen=True, slots=True)
class Attachment:
    """A small text file that comes with a letter; channels that carry none leave it out."""

    name: str
    content: str
    kind: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text throughout. *button* is a text and an address, *other_button* the second choice,
    *code* something to be typed.
    """

    subject: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    code: str = ""
    button: tuple[str, str] | None = None
    other_button: tuple[str, str] | None = None
    closing: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


Writer = Callable[[Mapping[str, Any]], Letter | None]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """*is_secret*: the letter carries a code or key, so nothing of it is kept once it has gone."""

    name: str
    category: Category
    write: Writer = field(repr=False)
    is_secret: bool = False


_kinds: dict[str, LetterKind] = {}


def letter(
    name: str, *, category: Category = Category.ESSENTIAL, is_secret: bool = False
) -> Callable[[Writer], Writer]:
    """Register the decorated function as the writer of letters called *name*."""

    def add(write: Writer) -> Writer:
        _kinds[name] = LetterKind(name, category, write, is_secret)
        return write

    return add


def kind(name: str) -> LetterKind:
    """The letter called *name*; a name nobody registered is a programming error (KeyError)."""
    return _kinds[name]


def site_url(path: str) -> str:
    """The full address of *path*: letters are read far from the site."""
    return urljoin(settings.PORTAL_BASE_URL, path)
