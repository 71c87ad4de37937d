"""What all parts of the driver share: the session, and how records and libraries are named."""

from collections.abc import Mapping

from catalog.ils.errors import NotFound
from catalog.ils.values import PatronRef

from .numbers import RecordNumbers
from .session import Session


class Part:
    _session: Session
    _numbers: RecordNumbers
    _branches: Mapping[str, str]  # Koha's library id to ours
    _shelf_subfield: str

    def _number(self, record_id: str) -> int:
        number = self._numbers.number(record_id)
        if number is None:
            raise NotFound(f"no record of this system: {record_id}")
        return number

    @staticmethod
    def _patron_id(patron: PatronRef) -> int:
        if not patron.patron_id.isdecimal():
            raise NotFound("no patron of this system")
        return int(patron.patron_id)

    def _branch(self, library_id: str | None) -> str:
        return self._branches.get(library_id or "", library_id or "")

    def _library_id(self, branch: str) -> str:
        return next((ours for ours, code in self._branches.items() if code == branch), branch)
