"""The way from "my library" to one's own year."""

from typing import Any

from django.utils import timezone

from portal.accounts import sections
from portal.accounts.models import Reader


def connect() -> None:
    sections.register("own_year", "own_year/section.html", _link, position=90)


def _link(reader: Reader) -> dict[str, Any]:
    """Only the way there: counting costs nothing to those who do not look."""
    return {"year": timezone.localdate().year}
