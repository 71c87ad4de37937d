"""Availability of one book: a message for each copy, as many as the time allows."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

from catalog.ils.errors import ILSUnavailable
from catalog.ils.policies import PAGE
from catalog.ils.values import Availability, AvailabilityMap, Item, ItemStatus, ShelfLocation

from .dates import day
from .deadlines import Deadline
from .frames import Answer
from .part import Part
from .reasons import STATUSES

MOST = 24
# With the rest of the page this stays below the two and a half seconds a reader may wait.
SECONDS = 2.0


class HoldingsPart(Part):
    def availability(self, record_ids: Collection[str]) -> AvailabilityMap:
        """Copies that the time did not suffice for stay where the mirror has them, status unknown.

        Raises when the server does not answer even once.
        """
        copies = self._mirror.items(record_ids) if record_ids else {}
        wanted = [
            item for items in copies.values() for item in items if self._is_safe(item.barcode)
        ]
        if not wanted:
            return {}
        seen, queues = {}, {}
        for item, answer in self._answers(wanted[:MOST]):
            seen[item.barcode] = self._live(item, answer)
            queues[item.barcode] = answer.number("CF") or 0
        now = dt.datetime.now(dt.UTC)
        return {
            record_id: Availability(
                record_id,
                tuple(seen.get(item.barcode, item) for item in items),
                max(queues.get(item.barcode, 0) for item in items),
                as_of=now,
            )
            for record_id, items in copies.items()
            if items
        }

    def _answers(self, items: list[Item]) -> Iterator[tuple[Item, Answer]]:
        """What the server says of each copy it knows, until the time is over."""
        deadline = Deadline(PAGE, SECONDS)
        is_silent = True
        try:
            with self._pool.line(deadline) as line:
                for item in items:
                    if deadline.is_over:
                        return
                    answer = self._item(line, item.barcode, deadline)
                    is_silent = False
                    if answer:
                        yield item, answer
        except ILSUnavailable:
            if is_silent:
                raise

    def _live(self, item: Item, answer: Answer) -> Item:
        status = STATUSES.get(answer.fixed[:2], ItemStatus.UNKNOWN)
        place = item.location
        return replace(
            item,
            branch=self._branch(answer) or item.branch,
            status=status,
            due=day(answer.first("AH")) if status is ItemStatus.ON_LOAN else None,
            location=ShelfLocation(
                place.area,
                answer.first("CH") or place.call_number,
                answer.first(self._shelf_field) or place.shelf_code,
            ),
        )
