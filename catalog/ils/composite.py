"""One library system for the portal, made of a driver for each role."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from catalog.marc.types import BibRecord

from .capabilities import ROLE_OF, Capability, Role
from .errors import NotSupported
from .values import (
    AvailabilityMap,
    Change,
    CirculationStat,
    Hold,
    Loan,
    Outcome,
    PatronRef,
    PatronSummary,
    SearchPage,
    SearchQuery,
)


class Composite:
    """*routes* gives each role its driver; a role without one has no capabilities."""

    name = "composite"

    def __init__(self, routes: Mapping[Role, Any]) -> None:
        self.routes = dict(routes)
        self.capabilities = frozenset(
            capability
            for capability, role in ROLE_OF.items()
            if role in self.routes and capability in self.routes[role].capabilities
        )

    def can(self, capability: Capability) -> bool:
        return capability in self.capabilities

    @property
    def systems(self) -> list[Any]:
        """Each system once, in the order of the roles."""
        return list({id(system): system for system in self.routes.values()}.values())

    def ping(self) -> None:
        for system in self.systems:
            system.ping()

    def _of(self, capability: Capability) -> Any:
        if capability not in self.capabilities:
            raise NotSupported(capability)
        return self.routes[ROLE_OF[capability]]

    def search(self, query: SearchQuery) -> SearchPage:
        return self._of(Capability.SEARCH).search(query)

    def record(self, record_id: str) -> BibRecord:
        return self._of(Capability.RECORD).record(record_id)

    def records_by_isbn(self, isbn: str) -> Sequence[BibRecord]:
        return self._of(Capability.ISBN_LOOKUP).records_by_isbn(isbn)

    def new_arrivals(
        self, since: dt.date, *, limit: int = 50, branch: str = "", clc: str = ""
    ) -> Sequence[BibRecord]:
        system = self._of(Capability.NEW_ARRIVALS)
        return system.new_arrivals(since, limit=limit, branch=branch, clc=clc)

    def changes(self, since: dt.datetime | None, *, position: str = "") -> Iterator[Change]:
        return self._of(Capability.HARVEST).changes(since, position=position)

    def availability(self, record_ids: Collection[str]) -> AvailabilityMap:
        """Whatever is known of the copies now; nothing where no system tells."""
        if not self.can(Capability.AVAILABILITY):
            return {}
        return self._of(Capability.AVAILABILITY).availability(record_ids)

    def authenticate(self, card: str, pin: str) -> PatronRef | None:
        return self._of(Capability.PATRON_AUTH).authenticate(card, pin)

    def summary(self, patron: PatronRef) -> PatronSummary:
        return self._of(Capability.PATRON_SUMMARY).summary(patron)

    def loans(self, patron: PatronRef) -> Sequence[Loan]:
        return self._of(Capability.PATRON_SUMMARY).loans(patron)

    def holds(self, patron: PatronRef) -> Sequence[Hold]:
        return self._of(Capability.PATRON_SUMMARY).holds(patron)

    def pickup_branches(self, patron: PatronRef, record_id: str) -> Sequence[str]:
        return self._of(Capability.HOLD_PICKUP_CHOICE).pickup_branches(patron, record_id)

    def place_hold(
        self, patron: PatronRef, record_id: str, pickup_branch: str, *, key: str, item_id: str = ""
    ) -> Outcome:
        system = self._of(Capability.HOLD_PLACE)
        return system.place_hold(patron, record_id, pickup_branch, key=key, item_id=item_id)

    def cancel_hold(self, patron: PatronRef, hold_id: str) -> Outcome:
        return self._of(Capability.HOLD_CANCEL).cancel_hold(patron, hold_id)

    def renew(self, patron: PatronRef, loan_id: str) -> Outcome:
        return self._of(Capability.RENEW).renew(patron, loan_id)

    def checkout(
        self, patron: PatronRef, barcode: str, *, branch: str, key: str, confirm_token: str = ""
    ) -> Outcome:
        system = self._of(Capability.SELF_CHECKOUT)
        return system.checkout(patron, barcode, branch=branch, key=key, confirm_token=confirm_token)

    def top_loans(
        self, start: dt.date, end: dt.date, *, branch: str = "", clc: str = "", limit: int = 100
    ) -> Sequence[CirculationStat]:
        system = self._of(Capability.STATISTICS)
        return system.top_loans(start, end, branch=branch, clc=clc, limit=limit)
