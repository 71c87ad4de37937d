"""What "my library" shows of contributions."""

from typing import Any

from community.moderation import kinds
from community.moderation.selectors import of_reader, with_targets
from portal.accounts import sections
from portal.accounts.models import Reader

SHOWN = 4


def connect() -> None:
    sections.register(
        "contributions", "moderation/components/my_contributions.html", _latest, position=40
    )


def _latest(reader: Reader) -> dict[str, Any] | None:
    """Nothing for who has written nothing yet."""
    rows = list(of_reader(reader).filter(kind__in=kinds.listed())[: SHOWN + 1])
    if not rows:
        return None
    return {"lines": with_targets(rows[:SHOWN]), "has_more": len(rows) > SHOWN}
