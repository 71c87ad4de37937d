"""Annual reports and their frozen numbers for programs."""

from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router

from portal.core.webapi import Paging, answer, page_of
from reports.annual.models import AnnualReportPage

from .describing import describe, describe_list
from .schemas import ReportListOut, ReportOut

router = Router(tags=["annual reports"])


@router.api_operation(
    ["GET", "HEAD"],
    "",
    response=ReportListOut,
    operation_id="list_annual_reports",
    summary="All annual reports",
)
def list_annual_reports(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """The latest year first."""
    rows = AnnualReportPage.objects.live().public().defer_streamfields()
    rows = rows.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("-year")
    return answer(
        request, [], lambda: page_of(request, paging, list(rows[paging.window]), describe_list)
    )


@router.api_operation(
    ["GET", "HEAD"],
    "/{int:year}",
    response=ReportOut,
    operation_id="get_annual_report",
    summary="One annual report with its frozen numbers",
)
def get_annual_report(
    request: HttpRequest,
    year: Annotated[int, Path(description="Its year.", examples=[2025], le=9999)],
) -> HttpResponseBase:
    """The numbers as they were frozen, where they come from, and what has been corrected since."""
    page = AnnualReportPage.objects.live().public().filter(year=year).first()
    if page is None:
        raise Http404
    return answer(request, [], lambda: describe(page))
