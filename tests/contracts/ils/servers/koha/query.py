"""The part of Koha's query language (SQL::Abstract in JSON) that the portal speaks."""

import json
import re
from typing import Any


class QueryError(Exception):
    """Not a query that Koha takes."""


def read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise QueryError(text) from error
    if not isinstance(found, dict):
        raise QueryError(text)
    return found


def fits(row: dict[str, Any], query: dict[str, Any]) -> bool:
    """Whether *row* answers every condition; a list of conditions asks for one of them."""
    return all(
        any(_holds(row[name], one) for one in (wanted if isinstance(wanted, list) else [wanted]))
        for name, wanted in query.items()
    )


def _holds(value: Any, condition: Any) -> bool:
    if not isinstance(condition, dict):
        return bool(value == condition)
    [(operator, wanted)] = condition.items()
    if operator == "-in":
        return value in wanted
    if operator == ">=":
        return bool(value >= wanted)
    if operator == "-like":
        pattern = ".*".join(re.escape(part) for part in wanted.split("%"))
        return re.fullmatch(pattern, value) is not None
    raise QueryError(operator)
