"""The report as a file to keep and to print."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.annual import services, tasks
from reports.annual.enums import FileState
from reports.annual.models import AnnualReportPage, ReportFile

from .finding import published

WAIT = 20  # seconds


@require_safe
def report_pdf(request: HttpRequest, year: int) -> HttpResponseBase:
    page = published(year)
    row = _row(page)
    if row.state == FileState.READY and row.file:
        name = f"annual-report-{year}-{page.locale.language_code}.pdf"
        answer = FileResponse(row.file.open("rb"), filename=name, content_type="application/pdf")
        answer["Cache-Control"] = "public, max-age=300"
        return answer
    return _not_yet(request, page, row)


def _row(page: AnnualReportPage) -> ReportFile:
    row = ReportFile.objects.filter(page_id=page.pk).first() or services.ask_for_file(page)
    if row.state == FileState.WAITING and tasks.runs_at_once():
        tasks.make_file.enqueue(page.pk)
        row.refresh_from_db()
    return row


@never_cache
def _not_yet(request: HttpRequest, page: AnnualReportPage, row: ReportFile) -> HttpResponse:
    failed = row.state == FileState.FAILED
    answer = render(
        request,
        "annual/no_file.html",
        {"report": page, "row": row, "failed": failed, "crumbs": [(page.title, page.url)]},
        status=503,
    )
    if not failed:
        answer["Retry-After"] = str(WAIT)
    return answer
