"""A library system that says of copies what a test has told it."""

from collections.abc import Collection

import pytest

from catalog.ils.capabilities import Capability, Role
from catalog.ils.values import Availability, CirculationStat, Item, ItemStatus, ShelfLocation
from catalog.systems import ils


class Desk:
    name = "desk"
    capabilities = frozenset(
        {
            Capability.AVAILABILITY,
            Capability.AVAILABILITY_BULK,
            Capability.HOLD_PLACE,
            Capability.STATISTICS,
        }
    )

    def __init__(self) -> None:
        self.answers: dict[str, Availability] = {}
        self.asked: list[list[str]] = []
        self.failure: Exception | None = None
        self.top: list[CirculationStat] = []

    def says(self, record, *items: Item, queue: int = 0) -> None:
        self.answers[record.record_id] = Availability(record.record_id, items, queue)

    def ping(self) -> None:
        """Always there."""

    def availability(self, record_ids: Collection[str]) -> dict[str, Availability]:
        self.asked.append(list(record_ids))
        if self.failure:
            raise self.failure
        return {key: self.answers[key] for key in record_ids if key in self.answers}

    def top_loans(self, start, end, *, branch="", clc="", limit=100) -> list[CirculationStat]:
        if self.failure:
            raise self.failure
        return self.top[:limit]


def item(library, status=ItemStatus.AVAILABLE, barcode="1", due=None, **location) -> Item:
    return Item(barcode, barcode, library.code, status, ShelfLocation(**location), due)


@pytest.fixture
def desk(settings):
    """The library system the portal speaks to, with nothing to say yet."""
    settings.PORTAL_ILS = {
        "drivers": {"desk": {"class": "tests.catalog.desk.Desk"}},
        "routes": {"holdings": "desk", "patrons": "desk", "statistics": "desk"},
    }
    return ils().routes[Role.HOLDINGS].driver
