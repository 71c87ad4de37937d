"""A small reproducible number stream: covers and sample records come from the hash of a text."""

import hashlib
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Stream:
    __slots__ = ("_bytes", "_index")

    def __init__(self, seed: str) -> None:
        self._bytes = hashlib.blake2b(seed.encode(), digest_size=64).digest()
        self._index = 0

    def below(self, limit: int) -> int:
        if self._index + 2 > len(self._bytes):
            self._bytes = hashlib.blake2b(self._bytes, digest_size=64).digest()
            self._index = 0
        high, low = self._bytes[self._index : self._index + 2]
        self._index += 2
        return (high * 256 + low) % limit

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.below(1000) / 999

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def weighted(self, weights: Mapping[str, int]) -> str:
        """One of the keys, each as likely as its weight."""
        sums = list(accumulate(weights.values()))
        return list(weights)[bisect(sums, self.below(sums[-1]))]


def num(value: float) -> str:
    """A coordinate as short as it can be written."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
