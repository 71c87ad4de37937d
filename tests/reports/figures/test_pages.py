"""The public pages of figures: what they say, what they refuse, and what they cost."""

import json

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache

from reports.figures.enums import BatchKind, Combine, FigureTopic, Span
from reports.figures.models import RESIDENTS
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel("2026-12-12 10:00+08:00", tick=False):
        yield


@pytest.fixture
def visits():
    return IndicatorFactory(code="visits", name_en="Visits", unit_en="visits", standard="ISO 2789")


@pytest.fixture
def main_library():
    return LibraryFactory(slug="first", name_en="First Library")


def main(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def two_years(indicator, library):
    for month, (now, before) in enumerate([(120, 100), (110, 100), (130, 100)], 1):
        record(indicator, library, f"2026-{month:02}", now, label="Gates")
        record(indicator, library, f"2025-{month:02}", before)


def test_key_figures_say_value_change_and_shape(client, visits, main_library):
    two_years(visits, main_library)
    page = main(client.get("/en/figures/"))
    key = page.select_one(".rhead .nums > div")
    assert "360 visits 20% more than in the same time of 2025" in words(key)
    assert "from 120 in January 2026 to 130 in March 2026" in key.svg.title.text
    row = page.select_one(".figs__table tbody tr")
    assert "ISO 2789" in words(row)
    assert "+20%" in words(row)
    assert "Gates" in words(page.select_one(".figs__batches"))


def test_a_topic_shows_the_year_with_the_one_before(client, visits, main_library):
    two_years(visits, main_library)
    chart = main(client.get("/en/figures/")).select_one("figure.chart")
    assert words(chart.select_one(".chart__says")) == (
        "Highest in March 2026 with 130 visits, lowest in February 2026 with 110 visits. "
        "Together 360 visits, 20% more than in the same months of 2025."
    )
    links = [link["href"] for link in chart.select(".chart__links a")]
    assert links == [
        "/en/figures/visits/?year=2026",
        "/en/figures/visits/data.csv?year=2026",
        "/en/figures/visits/data.json?year=2026",
    ]


def test_the_running_month_is_not_compared(client, visits, main_library):
    two_years(visits, main_library)
    record(visits, main_library, "2025-12", 100)
    record(visits, main_library, "2026-12", 3)
    key = main(client.get("/en/figures/")).select_one(".rhead .nums > div")
    assert "363 visits 20% more" in words(key)


def test_a_library_is_shown_with_its_branches(client, visits, main_library):
    branch = BranchFactory(parent=main_library, slug="branch")
    for library, number in ((main_library, 10), (branch, 5), (LibraryFactory(), 100)):
        record(visits, library, "2026-03", number)

    def shown(query):
        return main(client.get(f"/en/figures/{query}")).select_one(".nums dd").contents[0].strip()

    assert [shown(query) for query in ("", "?library=first", "?library=branch")] == [
        "115",
        "15",
        "5",
    ]


def test_what_is_not_public_is_not_shown(client, main_library):
    secret = IndicatorFactory(code="secret", name_en="Secret", is_public=False)
    record(secret, main_library, "2026-03", 7)
    assert "Secret" not in words(main(client.get("/en/figures/")))
    assert client.get("/en/figures/secret/").status_code == 404
    assert client.get("/en/figures/secret/data.csv").status_code == 404
    assert client.get("/en/figures/libraries/?indicator=secret").status_code == 404


@pytest.mark.parametrize("path", ["/en/figures/", "/en/figures/visits/", "/en/figures/libraries/"])
def test_pages_stand_without_numbers(client, visits, path):
    assert main(client.get(path))


def test_a_year_without_numbers_says_so(client, visits, main_library):
    record(visits, main_library, "2024-03", 7)
    page = main(client.get("/en/figures/?year=2025"))
    assert "No figures of 2025 yet" in words(page)
    assert page.select_one("#year option[selected]").text == "2025"


QUERIES = [
    "year=1999",
    "year=2031",
    "year=x",
    "year=２０２６",
    "year=-1",
    "year=%00",
    "library=nowhere",
]


@pytest.mark.parametrize("path", ["", "visits/", "libraries/", "visits/data.csv"])
def test_what_there_cannot_be_is_not_found(client, visits, main_library, path):
    record(visits, main_library, "2026-03", 7)
    answers = [client.get(f"/en/figures/{path}?{query}").status_code for query in QUERIES]
    assert answers == [404] * len(QUERIES)


def test_an_indicator_tells_where_it_comes_from_and_what_was_corrected(
    client, visits, main_library
):
    record(visits, main_library, "2026-03", 70, label="Table of March")
    record(visits, main_library, "2026-03", 77, kind=BatchKind.FORM, label="Gate repaired")
    page = main(client.get("/en/figures/visits/"))
    assert "Gate repaired 1 number" in words(page)
    assert "First Library, 1 March 2026 (month): was 70; corrected by “Gate repaired”" in words(
        page
    )
    overview = main(client.get("/en/figures/"))
    assert "1 correction" in words(overview.select_one(".figs__table"))


def test_a_ratio_says_what_it_is_made_of(client, visits, main_library):
    residents = IndicatorFactory(code=RESIDENTS, combine=Combine.LAST, cadence=Span.YEAR)
    ratio = IndicatorFactory(
        code="visits-per-1000",
        combine=Combine.RATIO,
        numerator=visits,
        denominator=residents,
        factor=1000,
    )
    record(visits, main_library, "2026", 500)
    record(residents, main_library, "2026", 1000)
    page = main(client.get(f"/en/figures/{ratio.code}/"))
    assert page.select_one(".figs__one b").text == "500"
    assert "÷" in words(page.select_one(".facts"))


def test_libraries_are_compared_and_so_is_how_equal_they_are(client, visits, main_library):
    other, third = LibraryFactory(), LibraryFactory()
    for library, number in ((main_library, 50), (other, 200), (third, 100)):
        record(visits, library, "2026-03", number)
    page = main(client.get("/en/figures/libraries/"))
    cells = [row.get_text(" ", strip=True) for row in page.select(".tbl tbody td")]
    assert cells == ["200", "100%", "200%", "100", "50%", "100%", "50", "25%", "50%"]
    assert [cell.text.strip() for cell in page.select(".tbars tbody td:last-child")] == [
        "200",
        "100",
        "50",
    ]


def test_per_1000_residents_and_main_libraries_with_branches(client, visits, main_library):
    residents = IndicatorFactory(code=RESIDENTS, combine=Combine.LAST, cadence=Span.YEAR)
    branch = BranchFactory(parent=main_library)
    for library in (main_library, branch):
        record(visits, library, "2026-03", 30)
        record(residents, library, "2026", 1000)

    def numbers(query):
        page = main(client.get(f"/en/figures/libraries/?indicator=visits&{query}"))
        return [cell.text.strip() for cell in page.select(".tbars tbody td:last-child")]

    assert numbers("by=residents") == ["30.0", "30.0"]
    assert numbers("group=main") == ["60"]
    assert numbers("by=nonsense&group=nonsense") == ["30", "30"]


def test_files_hold_the_same_numbers(client, visits, main_library):
    record(visits, main_library, "2026-03", 1234)
    csv = client.get("/en/figures/visits/data.csv?year=2026").content.decode()
    assert csv.startswith("\ufeffindicator,library,library_name,period,start,value,unit")
    assert f"visits,{main_library.code}," in csv
    assert "month,2026-03-01,1234,visits" in csv
    rows = json.loads(client.get("/figures/visits/data.json").content)["rows"]
    assert [(row["period"], row["value"]) for row in rows] == [("month", 1234), ("year", 1234)]


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/figures/", 11), ("/figures/figure/", 18), ("/figures/libraries/", 12)],
)
@pytest.mark.parametrize("items", [1, 3])
def test_pages_ask_the_same_whatever_they_show(
    client, django_assert_num_queries, path, queries, items
):
    for number in range(items):
        row = IndicatorFactory(
            code="figure" if not number else f"figure-x{number}",
            topic=list(FigureTopic)[number],
        )
        for _library in range(items):
            library = LibraryFactory()
            record(row, library, "2026-03", 5)
            record(row, library, "2026-03", 6)
    client.get("/figures/?year=2025")
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(f"{path}?year=2026")
