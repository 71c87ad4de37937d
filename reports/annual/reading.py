"""What the page of a report, its file and programs read."""

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from reports.annual.models.comment import Comment
from reports.annual.models.freeze import Freeze
from reports.annual.numbers import Correction, Numbers, Snapshot
from reports.figures import freezing
from reports.figures import selectors as figures
from reports.figures.models import Indicator
from reports.plan.selectors import current_plan

if TYPE_CHECKING:
    from reports.annual.models.page import AnnualReportPage

SHOWN = 20


def take(year: int) -> Snapshot:
    """All public figures of *year* and the year before as they are now, also month by month."""
    codes = list(Indicator.objects.public().values_list("code", flat=True))
    return {
        "year": year,
        "this": freezing.snapshot(codes, year),
        "last": freezing.snapshot(codes, year - 1),
        "months": _months(codes, year),
        "months_last": _months(codes, year - 1),
    }


def _months(codes: list[str], year: int) -> dict[str, list[str | None]]:
    found = figures.series(codes, dt.date(year, 1, 1), dt.date(year, 12, 1))
    return {
        code: [None if p.value.amount is None else str(p.value.amount) for p in points]
        for code, points in found.items()
    }


def numbers_of(report: UUID, year: int) -> Numbers:
    """Frozen ones with what has been corrected since; without any, those of this moment."""
    freeze = Freeze.objects.of(report, year).first()
    if freeze is None:
        return Numbers(take(year))
    return Numbers(freeze.snapshot, corrections(freeze.snapshot))


def corrections(snapshot: Snapshot) -> dict[tuple[str, str], Correction]:
    found = {}
    for change in freezing.changes_since(snapshot["this"]):
        latest = max(change.batches, key=lambda origin: origin.created_at, default=None)
        found[change.code, change.library] = Correction(
            change.now,
            latest.label if latest else "",
            latest.created_at.date() if latest else None,
        )
    return found


def freezes(report: UUID, year: int) -> list[Freeze]:
    """When the numbers were frozen and why, the latest first; without the numbers."""
    return list(Freeze.objects.of(report, year).defer("snapshot"))


def comments(year: int) -> QuerySet[Comment]:
    return Comment.objects.visible().filter(year=year)


def has_plan() -> bool:
    return current_plan() is not None


def other_years(page: "AnnualReportPage") -> list[Any]:
    rows = type(page).objects.sibling_of(page, inclusive=False).live().public()
    return list(rows.defer_streamfields().order_by("-year"))
