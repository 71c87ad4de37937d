"""The file in which an import says what it did not take and why."""

import csv
from pathlib import Path
from typing import Self

from django.utils.translation import pgettext

PER_CODE = 20  # records named for each unknown library code


class Report:
    """A CSV file that spreadsheets open as it is; made with its first line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines: list[tuple[int, str, str, str, str]] = []

    def keep_up_to(self, number: int) -> Self:
        """Drop the lines of records after *number*: an interrupted run will meet them again."""
        if not self.path.exists():
            return self
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        with self.path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(
                line for line in lines if line and (not line[0].isdigit() or int(line[0]) <= number)
            )
        return self

    def add(self, number: int, record_id: str, kind: str, reason: str, hint: str = "") -> None:
        self._lines.append((number, _safe(record_id), kind, reason, _safe(hint)))

    def flush(self) -> None:
        if not self._lines:
            return
        is_new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        encoding = "utf-8-sig" if is_new else "utf-8"
        with self.path.open("a", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            if is_new:
                writer.writerow(
                    [
                        pgettext("import", "record"),
                        pgettext("import", "control number"),
                        pgettext("import", "kind"),
                        pgettext("import", "reason"),
                        pgettext("import", "content"),
                    ]
                )
            writer.writerows(self._lines)
        self._lines.clear()


def _safe(text: str) -> str:
    """A spreadsheet must not take what stands in a record for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
