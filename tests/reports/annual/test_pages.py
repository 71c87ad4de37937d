"""What visitors see of reports, and what they take away."""

import csv
import io

import pytest

from reports.annual.api.schemas import ReportListOut, ReportOut
from reports.annual.models import AnnualReportPage
from tests.factories.annual import chart, enter, report, table


def blocks(number: int):
    shown = [chart(shape="months"), chart(shape="libraries"), table("loans", "visits")]
    quote = ("quote", {"text": "话", "source": "读者"})
    line = ("timeline", {"title": "这一年", "moments": [{"when": "1 月", "text": "开门"}]})
    plan = ("map", {"title": "在哪里", "text": "", "indicator": "loans"})
    return [*shown[:number], quote, line, ("text", "<h2>开头</h2><p>话</p>"), plan]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_report(client, index, number, django_assert_num_queries):
    report(index, *blocks(number))
    client.get("/annual-report/2025/")
    with django_assert_num_queries(REPORT_QUERIES):
        page = client.get("/annual-report/2025/")
    text = page.content.decode()
    assert "1,000" in text
    assert "First" not in text
    assert "public" in page["Cache-Control"]


REPORT_QUERIES = 18


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list(client, index, number, django_assert_num_queries):
    for year in range(2025, 2025 - number, -1):
        report(index, year=year)
    client.get("/annual-report/")
    with django_assert_num_queries(INDEX_QUERIES):
        page = client.get("/annual-report/")
    assert [row.year for row in page.context["reports"]] == [2025, 2024, 2023][:number]


INDEX_QUERIES = 11


def test_the_first_figures_stand_in_the_head(client, index):
    figures = ("figures", {"title": "", "figures": [{"indicator": "loans", "note": "真多"}]})
    report(index, figures, chart())
    context = client.get("/annual-report/2025/").context
    assert [(figure.code, note) for figure, note in context["head"]] == [("loans", "真多")]
    assert len(context["blocks"]) == 1


def test_the_preview_warns(index, rf):
    page = report(index, table("visits"), live=False)
    response = page.make_preview_request()
    assert "预览：用的是此刻的数字" in response.rendered_content
    assert "2025 年还没有填报" in response.rendered_content


def test_three_published_numbers_can_be_recomputed_from_open_data(client, index, library):
    report(index, chart())
    enter("loans", library, 7)
    found = client.get("/annual-report/2025/numbers.json").json()
    ReportOut.model_validate(found)
    loans = next(row for row in found["figures"] if row["code"] == "loans")
    assert (loans["value"], loans["value_before"]) == ("1000.0000", "800.0000")
    assert sum(float(row["value"]) for row in loans["libraries"]) == 1000
    assert loans["corrected"]["value"] == "7.0000"
    assert [batch["label"] for batch in loans["batches"]] == ["报表"]
    assert found == client.get("/api/v1/annual-reports/2025").json()
    rows = list(
        csv.reader(
            io.StringIO(client.get("/annual-report/2025/numbers.csv").content.decode("utf-8-sig"))
        )
    )
    assert [row[3] for row in rows if row[0] == "loans"] == ["1000.0000", "1000.0000"]


def test_programs_find_the_reports(client, index):
    report(index)
    found = client.get("/api/v1/annual-reports").json()
    ReportListOut.model_validate(found)
    assert [row["year"] for row in found["items"]] == [2025]
    assert client.get("/api/v1/annual-reports/1999").status_code == 404


def test_what_is_not_published_is_not_there(client, index):
    report(index, live=False)
    for path in ("", "report.pdf", "numbers.json", "numbers.csv", "comments/"):
        assert client.get(f"/annual-report/2025/{path}").status_code == 404
    assert AnnualReportPage.objects.count() == 1
