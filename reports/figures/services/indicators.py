"""Brings the indicators that come with the portal into the database."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.core import generation
from reports.figures.models import Indicator

FILE = Path(__file__).parents[1] / "indicators.toml"


@transaction.atomic
def load_indicators(path: Path = FILE, *, is_renewing: bool = False) -> int:
    """Make those that are missing, and say how many; those of the library stay as they are.

    *is_renewing* writes over what has been changed in the meantime.
    """
    made = 0
    for position, row in enumerate(tomllib.loads(path.read_text("utf-8"))["indicator"], start=1):
        values = _values(row, position)
        if is_renewing:
            made += Indicator.objects.update_or_create(code=row["code"], defaults=values)[1]
        else:
            made += Indicator.objects.get_or_create(code=row["code"], defaults=values)[1]
    generation.bump()
    return made


def _values(row: dict[str, Any], position: int) -> dict[str, Any]:
    values = {"position": position, **{key: value for key, value in row.items() if key != "code"}}
    for part in ("numerator", "denominator"):
        if code := values.get(part):
            values[part] = Indicator.objects.get(code=code)
    return values
