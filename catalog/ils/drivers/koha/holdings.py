"""Where the copies are: two calls for fifty records."""

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from catalog.ils.drivers.transport import Call
from catalog.ils.errors import ILSError
from catalog.ils.policies import PAGE
from catalog.ils.values import Availability, AvailabilityMap, Item

from . import answers
from .part import Part

AT_ONCE = 50
# With the rest of the page this stays below the two and a half seconds a reader may wait.
SECONDS = 2.0
_EMBED = {"x-koha-embed": "checkout,first_hold,transfer"}


class HoldingsPart(Part):
    def availability(self, record_ids: Collection[str]) -> AvailabilityMap:
        """A record without copies is missing: Koha does not tell it from one it does not know."""
        known = {self._numbers.number(record_id): record_id for record_id in record_ids}
        numbers = [number for number in known if number is not None]
        found: dict[str, Availability] = {}
        for start in range(0, len(numbers), AT_ONCE):
            found |= self._availability(numbers[start : start + AT_ONCE])
        return found

    def _availability(self, numbers: Sequence[int]) -> dict[str, Availability]:
        until = time.monotonic() + SECONDS
        query = json.dumps({"biblio_id": {"-in": numbers}})
        listing = Call("GET", "/items", PAGE, {"q": query}, headers=_EMBED, until=until)
        rows = self._session.rows(listing)
        queues = self._queues(query, until)
        copies: dict[int, list[Item]] = {}
        with answers.understood():
            for row in rows:
                item = answers.item(row, self._branches, self._shelf_subfield)
                copies.setdefault(row["biblio_id"], []).append(item)
        now = dt.datetime.now(dt.UTC)
        return {
            record_id: Availability(record_id, tuple(items), queues[number], as_of=now)
            for number, items in copies.items()
            if (record_id := self._numbers.record_id(number))
        }

    def _queues(self, query: str, until: float) -> Counter[int]:
        """How many wait for each record; where a copy is matters more than this number."""
        try:
            rows: list[Any] = self._session.rows(
                Call("GET", "/holds", PAGE, {"q": query}, until=until)
            )
            with answers.understood():
                return Counter(row["biblio_id"] for row in rows if not row["status"])
        except ILSError:
            return Counter()
