"""What "my library" shows of book clubs."""

from typing import Any

from community.clubs import selectors
from portal.accounts import sections
from portal.accounts.models import Reader


def connect() -> None:
    sections.register("clubs", "clubs/components/my_clubs.html", _mine, position=45)


def _mine(reader: Reader) -> dict[str, Any] | None:
    """Nothing for those who have nothing to do with it."""
    rows = selectors.memberships_of(reader)
    led = list(selectors.led_by(reader))
    return {"rows": rows, "led": led} if rows or led else None
