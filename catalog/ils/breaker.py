"""Stops asking a system that has failed several times in a row, and finds out when it is back.

Libraries were measured wrong for this: they hold a lock during the call, or let every waiting
thread through at once when the pause is over. Here exactly one thread tries.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from .errors import CircuitOpen, ILSError


class State(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"  # the next caller is the probe


class Breaker:
    """Open for *pause* seconds after *limit* transient errors in a row; *clock* gives seconds.

    Refusals and other answers show that the system lives, and close it.
    """

    def __init__(
        self,
        name: str,
        *,
        limit: int = 5,
        pause: float = 20.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name, self.limit, self.pause, self.clock = name, limit, pause, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened_at: float | None = None
        self._is_probing = False

    @property
    def state(self) -> State:
        with self._lock:
            if self._opened_at is None:
                return State.CLOSED
            return State.HALF_OPEN if self._is_rested() else State.OPEN

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Around one call; raises CircuitOpen instead of letting it through."""
        is_probe = self._enter()
        try:
            yield
        except ILSError as error:
            self._failed(is_probe) if error.transient else self._answered()
            raise
        except BaseException:  # not the system's doing: say nothing about it
            self._leave(is_probe)
            raise
        else:
            self._answered()

    def _is_rested(self) -> bool:
        return self._opened_at is not None and self.clock() - self._opened_at >= self.pause

    def _enter(self) -> bool:
        with self._lock:
            if self._opened_at is None:
                return False
            if self._is_probing or not self._is_rested():
                raise CircuitOpen(self.name)
            self._is_probing = True
            return True

    def _leave(self, is_probe: bool) -> None:
        with self._lock:
            if is_probe:
                self._is_probing = False

    def _failed(self, is_probe: bool) -> None:
        with self._lock:
            self._failures += 1
            if is_probe:
                self._is_probing = False
            if is_probe or self._failures >= self.limit:
                self._opened_at = self.clock()

    def _answered(self) -> None:
        with self._lock:
            self._failures, self._opened_at, self._is_probing = 0, None, False
