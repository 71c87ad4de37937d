"""What may stand against a booking; every message is fit to show."""

from collections.abc import Sequence
from typing import Any


class BookingError(Exception):
    """A booking that cannot be made or changed. *problems* go from a field to what is wrong."""

    def __init__(self, problems: dict[str, str] | str) -> None:
        self.problems = {"": problems} if isinstance(problems, str) else problems
        super().__init__(" ".join(self.problems.values()))


class TakenError(BookingError):
    """Somebody else has the time. *free* are the nearest slots that can still be had."""

    def __init__(self, problems: dict[str, str], free: Sequence[Any] = ()) -> None:
        super().__init__(problems)
        self.free = list(free)
