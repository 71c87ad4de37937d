"""What "my library" shows of volunteering."""

from typing import Any

from community.volunteers import selectors
from community.volunteers.models import Volunteer
from portal.accounts import sections
from portal.accounts.models import Reader

SHOWN = 3


def connect() -> None:
    sections.register("volunteering", "volunteers/components/my_shifts.html", _mine, position=40)


def _mine(reader: Reader) -> dict[str, Any] | None:
    """Nothing for those who have nothing to do with it."""
    volunteers = list(Volunteer.objects.of_reader(reader))
    if not volunteers:
        return None
    rows = list(selectors.coming_of_reader(reader)[: SHOWN + 1])
    totals = selectors.totals_of(volunteers)
    return {
        "rows": rows[:SHOWN],
        "has_more": len(rows) > SHOWN,
        "volunteers": volunteers,
        "minutes": sum(total.minutes for total in totals.values()),
    }
