"""A moment at which an answer is no longer waited for, however many messages it takes."""

import time

from catalog.ils import patience
from catalog.ils.errors import ILSUnavailable
from catalog.ils.policies import Policy


class Deadline:
    def __init__(self, policy: Policy, seconds: float | None = None) -> None:
        """*seconds* for everything together; else what *policy* allows."""
        self.connect = policy.connect
        longest = seconds or policy.connect + policy.read
        self._end = patience.until(time.monotonic() + longest)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds; raises when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise ILSUnavailable("SIP2: the time is over")
        return left
