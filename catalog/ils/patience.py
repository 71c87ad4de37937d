"""How long whoever asks is willing to wait, over all the calls that one answer of theirs needs.

A policy bounds one call. A page needs several, and its worker serves nobody else meanwhile.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("ils_patience", default=None)


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Within the block no call waits past *seconds* from now."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def until(moment: float) -> float:
    """*moment* on the monotonic clock, or the end of patience if that comes first."""
    end = _until.get()
    return moment if end is None else min(moment, end)


def is_over() -> bool:
    end = _until.get()
    return end is not None and time.monotonic() >= end
