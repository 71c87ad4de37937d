"""What "my library" shows of registrations."""

from typing import Any

from events.registration.selectors import news_of_reader
from portal.accounts import sections
from portal.accounts.models import Reader

SHOWN = 5


def connect() -> None:
    sections.register(
        "registrations", "registration/components/my_registrations.html", _coming, position=10
    )


def _coming(reader: Reader) -> dict[str, Any]:
    rows = list(news_of_reader(reader)[: SHOWN + 1])
    return {"rows": rows[:SHOWN], "has_more": len(rows) > SHOWN}
