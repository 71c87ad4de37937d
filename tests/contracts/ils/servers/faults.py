"""What may go wrong on the way, ordered by a test for the next requests."""

import threading
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    HANG = "no answer, the line stays open"
    DROP = "the line breaks before anything is done"
    COMMIT_THEN_DROP = "it is done, then the line breaks"
    HANG_UP = "it is done and answered, then the line closes"
    REFUSE = "no, and not why"
    BUSY = "the system asks to come later"
    ERROR = "the system says that it is broken"
    MOVED = "the system sends elsewhere"
    GARBAGE = "an answer that is none"
    PAGE = "a proxy's page in place of an answer"
    ENTITIES = "XML that wants to read a file"
    OVERSIZE = "an answer without end"
    CHECKSUM = "an answer damaged on the way"
    SEQUENCE = "the answer to another message"
    DRIP = "an answer a byte at a time"


@dataclass(slots=True)
class _Order:
    fault: Fault
    on: str
    times: int
    after: int


class Faults:
    """Requests have a name, such as "POST /holds"; an order is for names that begin with *on*."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: list[_Order] = []
        self.released = threading.Event()

    def order(self, fault: Fault, *, on: str = "", times: int = 1, after: int = 0) -> None:
        """*after* so many such requests, for the next *times* ones."""
        with self._lock:
            self._orders.append(_Order(fault, on, times, after))

    def next(self, name: str) -> Fault | None:
        with self._lock:
            for order in self._orders:
                if not name.startswith(order.on):
                    continue
                if order.after:
                    order.after -= 1
                else:
                    order.times -= 1
                    if not order.times:
                        self._orders.remove(order)
                    return order.fault
        return None

    def clear(self) -> None:
        """Forget the orders and let go of what hangs."""
        with self._lock:
            self._orders.clear()
        self.released.set()
        self.released = threading.Event()
