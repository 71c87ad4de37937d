"""The report as a file: contents, tags, and what happens when it cannot be made."""

import io

import pytest

from portal.core import pdf
from reports.annual import papers, services
from reports.annual.enums import FileState
from reports.annual.models import ReportFile
from tests.factories.annual import chart, report, table


@pytest.fixture
def page(index):
    return report(index, ("text", "<h2>先说结果</h2><p>话</p>"), chart(), table("loans"))


def test_headings_make_the_contents(page):
    html = papers.html(page)
    assert '<h2 id="h1">先说结果</h2>' in html
    assert '<a href="#h2">发现</a>' in html
    assert "<script" not in html


def test_the_file_has_tags_and_bookmarks(page):
    paper = pdf.draw_html(papers.html(page), papers.STYLE, pdf_tags=True, uncompressed_pdf=True)
    assert paper.startswith(b"%PDF")
    for part in (b"/StructTreeRoot", b"/Outlines", b"/Lang", b"/FontFile"):
        assert part in paper


def test_what_takes_too_long_is_given_up(client, page, settings):
    settings.PORTAL_PDF_SECONDS = 0.01
    answer = client.get("/annual-report/2025/report.pdf")
    assert answer.status_code == 503
    row = ReportFile.objects.get()
    assert row.state == FileState.FAILED
    assert row.problem
    assert client.get("/annual-report/2025/report.pdf").status_code == 503


def test_a_file_that_is_there_is_handed_out(client, page, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = ReportFile.objects.get()
    row.file.save("x.pdf", io.BytesIO(b"%PDF-1"))
    row.state = FileState.READY
    row.save()
    answer = client.get("/annual-report/2025/report.pdf")
    assert b"".join(answer.streaming_content) == b"%PDF-1"
    assert answer["Content-Type"] == "application/pdf"
    page.save_revision().publish()
    assert ReportFile.objects.get().state == FileState.WAITING


def test_nobody_makes_a_file_twice_at_once(page):
    row = ReportFile.objects.get()
    row.state = FileState.MAKING
    row.save()
    assert services.make_file(page).state == FileState.MAKING
