"""What "my library" shows of works."""

from typing import Any

from community.moderation.models import Contribution
from community.works.enums import KIND
from portal.accounts import sections
from portal.accounts.models import Reader

SHOWN = 4


def connect() -> None:
    sections.register("works", "works/components/my_works.html", _mine, position=41)


def _mine(reader: Reader) -> dict[str, Any] | None:
    """Nothing for who has sent in nothing yet."""
    rows = list(
        Contribution.objects.of_reader(reader)
        .filter(kind=KIND)
        .detailed()
        .select_related("voice__member", "latest_version")[: SHOWN + 1]
    )
    if not rows:
        return None
    return {"rows": rows[:SHOWN], "has_more": len(rows) > SHOWN}
