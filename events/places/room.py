"""Who may have which of the free places: the rule, without a database."""

import math
from dataclasses import dataclass
from typing import Self

from .models import Pool


@dataclass
class Room:
    """What is free, and what of it is still to be had by whoever comes next in the queue.

    Somebody in the queue who does not fit closes behind them what they wait for: the general
    places, and with priority the reserved ones too. So nobody is overtaken, and an ordinary party
    that waits does not keep priority parties from the places reserved for them.
    """

    general: float
    reserved: int
    is_general_open: bool = True
    is_reserved_open: bool = True

    @classmethod
    def of(cls, pool: Pool) -> Self:
        general = pool.general_free
        return cls(math.inf if general is None else general, pool.reserved_free)

    @classmethod
    def for_newcomer(cls, pool: Pool) -> Self:
        """As it is behind all who wait already."""
        room = cls.of(pool)
        room.is_general_open = pool.waiting == 0
        room.is_reserved_open = pool.waiting_priority == 0
        return room

    @property
    def places(self) -> float:
        """All that are free, for whomever."""
        return self.general + self.reserved

    @property
    def is_open(self) -> bool:
        return self.is_general_open or (self.is_reserved_open and self.reserved > 0)

    def admit(self, people: int, *, is_priority: bool) -> int | None:
        """Take places for a whole party; answers how many reserved ones, or None if it must wait.

        Priority parties use the places reserved for them first.
        """
        reserved = self.reserved if is_priority and self.is_reserved_open else 0
        general = self.general if self.is_general_open else 0
        if is_priority and not self.is_reserved_open:
            general = 0  # somebody with priority waits before them
        if people <= reserved + general:
            used = min(people, reserved)
            self.reserved -= used
            self.general -= people - used
            return used
        self.is_general_open = False
        if is_priority:
            self.is_reserved_open = False
        return None
