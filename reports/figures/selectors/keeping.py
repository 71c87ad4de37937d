"""Answers kept until something on the site changes; a key says what was asked."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from portal.core import generation

T = TypeVar("T")


def kept(question: str, *details: Any, make: Callable[[], T]) -> T:
    asked = hashlib.blake2b(repr(details).encode(), digest_size=12).hexdigest()
    return generation.kept(f"figures:{question}:{asked}", make)
