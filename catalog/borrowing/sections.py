"""What "my library" shows of cards and loans: the cards, and the numbers once they have come."""

from typing import Any

from catalog.borrowing.cards import can_link, cards_of
from portal.accounts import sections
from portal.accounts.models import Reader


def connect() -> None:
    sections.register("borrowing", "borrowing/components/my_borrowing.html", _cards, position=5)


def _cards(reader: Reader) -> dict[str, Any] | None:
    return {"cards": cards_of(reader)} if can_link() else None
