"""What "my library" shows of cards and loans: the cards, and the numbers once they have come."""

from typing import Any

from catalog.borrowing.cards import can_link, cards_of
from catalog.ils.capabilities import Capability
from catalog.systems import ils
from portal.accounts import sections
from portal.accounts.models import Reader


def connect() -> None:
    sections.register("borrowing", "borrowing/components/my_borrowing.html", _cards, position=5)


def _cards(reader: Reader) -> dict[str, Any] | None:
    if not can_link():
        return None
    return {"cards": cards_of(reader), "can_checkout": ils().can(Capability.SELF_CHECKOUT)}
