"""Answers kept for a while in a cache such as Django's. Nothing of a patron's comes here."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

from .errors import ILSUnavailable
from .shelf_life import ShelfLife
from .values import Freshness

T = TypeVar("T")
ASKING_SECONDS = 5  # others serve the older answer while one asks


class Cache(Protocol):
    """The part of Django's cache that is used here."""

    def get(self, key: str) -> Any: ...
    def set(self, key: str, value: Any, timeout: int | None) -> Any: ...
    def add(self, key: str, value: Any, timeout: int | None) -> bool: ...
    def delete(self, key: str) -> Any: ...
    def get_many(self, keys: Iterable[str]) -> dict[str, Any]: ...
    def set_many(self, data: dict[str, Any], timeout: int | None) -> Any: ...
    def delete_many(self, keys: Iterable[str]) -> Any: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, when it came (seconds since the epoch) and what it is worth now."""

    value: Any
    at: float
    freshness: Freshness = Freshness.CACHED


class AnswerStore:
    """The answers of the system *name*."""

    def __init__(self, name: str, cache: Cache, clock: Callable[[], float] = time.time) -> None:
        self.name, self.cache, self.clock = name, cache, clock

    def key(self, kind: str, *parts: Any) -> str:
        digest = blake2b(repr(parts).encode(), digest_size=12).hexdigest()
        return f"ils:1:{self.name}:{kind}:{digest}"

    def answer(self, key: str, life: ShelfLife, ask: Callable[[], T]) -> Kept:
        """What is kept, or what *ask* says; an older answer when it cannot.

        While one caller asks, the others are given the older answer.
        """
        old = self._read(self.cache.get(key), life)
        if old and old.freshness is Freshness.CACHED:
            return old
        if old and not self.cache.add(f"{key}:asking", 1, ASKING_SECONDS):
            return old
        try:
            value = ask()
        except ILSUnavailable:
            if old:
                return old
            raise
        finally:
            if old:
                self.cache.delete(f"{key}:asking")
        now = self.clock()
        self.cache.set(key, (now, value), life.stale)
        return Kept(value, now, Freshness.LIVE)

    def many(self, keys: Iterable[str], life: ShelfLife) -> dict[str, Kept]:
        """What is kept under *keys*, in one round trip."""
        rows = self.cache.get_many(keys)
        read = {key: self._read(row, life) for key, row in rows.items()}
        return {key: kept for key, kept in read.items() if kept}

    def keep_many(self, answers: Mapping[str, Any], life: ShelfLife) -> None:
        now = self.clock()
        self.cache.set_many({key: (now, value) for key, value in answers.items()}, life.stale)

    def forget(self, key: str) -> None:
        self.cache.delete(key)

    def _read(self, row: tuple[float, Any] | None, life: ShelfLife) -> Kept | None:
        if row is None:
            return None
        at, value = row
        age = self.clock() - at
        if age >= life.stale:
            return None
        return Kept(value, at, Freshness.CACHED if age < life.fresh else Freshness.STALE)
