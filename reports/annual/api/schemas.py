"""The shapes of annual reports for programs."""

import datetime as dt

from ninja import Schema
from pydantic import Field

from portal.core.webapi import PageOf, Texts


class BatchOut(Schema):
    """What brought a number: an import, a monthly return, a count."""

    kind: str = Field(description="import, form, portal or ils.", examples=["form"])
    label: str = Field(description="What it was called.", examples=["2025 年各分馆报表"])
    on: dt.date = Field(description="When it came.", examples=["2026-01-05"])


class LibraryValueOut(Schema):
    """The figure at one library."""

    code: str = Field(description="The library's code.", examples=["DQ01"])
    value: str = Field(description="A decimal number.", examples=["402310"])


class CorrectionOut(Schema):
    """The number is another one today; the report keeps the frozen one."""

    value: str | None = Field(description="Today's number.", examples=["402512"])
    because: str = Field(description="What brought the change.", examples=["补报"])


class FigureOut(Schema):
    """One figure of the report's year as it was frozen."""

    code: str = Field(description="Its code, the same in every year.", examples=["loans"])
    name: Texts
    definition: Texts
    unit: Texts
    standard: str = Field(description="Whose definition it follows.", examples=["ISO 2789:2022"])
    value: str | None = Field(description="Of the whole network.", examples=["537980"])
    value_before: str | None = Field(description="Of the year before.", examples=["512004"])
    months: list[str | None] = Field(
        description="January to December; null: not entered.", examples=[["1200", None]]
    )
    libraries: list[LibraryValueOut] = Field(description="Those that have the figure.")
    batches: list[BatchOut] = Field(description="Where the number comes from.")
    corrected: CorrectionOut | None = Field(description="What has been corrected since.")


class ReportRefOut(Schema):
    """A published annual report."""

    year: int = Field(description="The year it tells of.", examples=[2025])
    title: Texts
    summary: Texts
    page: Texts
    file: Texts
    numbers: str = Field(
        description="The address of its numbers.",
        examples=["https://portal.library.example/api/v1/annual-reports/2025"],
    )


class ReportListOut(PageOf[ReportRefOut]):
    """A page of annual reports."""


class ReportOut(ReportRefOut):
    """An annual report with its frozen numbers."""

    frozen_at: dt.datetime = Field(
        description="When the numbers were taken.", examples=["2026-03-20T09:00:00Z"]
    )
    version: int = Field(
        description="1, and one more each time they were frozen anew.", examples=[1]
    )
    reason: str = Field(description="Why they were frozen anew.", examples=[""])
    figures: list[FigureOut] = Field(description="All public figures of the year.")
