"""Tables for spreadsheet programs, without giving them commands to run."""

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

# What Excel and its like take for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would run is marked as text; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def csv_response(rows: Iterable[Iterable[Any]], *, filename: str) -> HttpResponse:
    """*rows* as CSV that Excel opens with its Chinese intact."""
    response = HttpResponse(
        "\ufeff", content_type="text/csv; charset=utf-8", headers={"Cache-Control": "private"}
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    csv.writer(response).writerows([safe_cell(value) for value in row] for row in rows)
    return response
