"""What all parts of the driver share."""

from collections.abc import Mapping

from catalog.ils.policies import PATRON
from catalog.ils.protocols import Mirror
from catalog.ils.values import PatronRef

from .deadlines import Deadline
from .frames import Answer
from .line import Line
from .messages import Messages, is_safe
from .pool import Pool


class Part:
    _pool: Pool
    _messages: Messages
    _mirror: Mirror
    _encoding: str
    _branches: Mapping[str, str]  # the server's location to our library
    _branch_field: str
    _shelf_field: str

    def _is_safe(self, text: str) -> bool:
        return is_safe(text, self._encoding)

    def _patron(
        self,
        line: Line,
        patron: PatronRef,
        deadline: Deadline,
        *,
        part: int | None = None,
        most: int = 0,
    ) -> Answer:
        message = self._messages.patron(patron.patron_id, part=part, most=most)
        return line.ask(message, "64", deadline)

    def _item(self, line: Line, barcode: str, deadline: Deadline) -> Answer | None:
        """What the server says of a copy; None when it does not know it."""
        answer = line.ask(self._messages.item(barcode), "18", deadline)
        return answer if answer.first("AJ") else None

    def _branch(self, answer: Answer) -> str:
        """Our code for the place of a copy; empty where the server does not name a library."""
        location = answer.first(self._branch_field)
        return self._branches.get(location, "") if self._branches else location

    def _location(self, branch: str) -> str:
        return next((name for name, code in self._branches.items() if code == branch), branch)

    def _titles(self, barcodes: list[str]) -> Mapping[str, tuple[str, str]]:
        return self._mirror.records_of(barcodes) if barcodes else {}


def patron_deadline() -> Deadline:
    return Deadline(PATRON)
