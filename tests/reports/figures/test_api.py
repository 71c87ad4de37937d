"""Figures for programs."""

import pytest

from reports.figures.enums import Combine
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


def items(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()["items"]


def test_indicators_are_told_in_both_languages_and_with_their_parts(client):
    visits = IndicatorFactory(code="visits", name="到馆", name_en="Visits")
    residents = IndicatorFactory(code="residents", is_public=False)
    IndicatorFactory(
        code="ratio", combine=Combine.RATIO, numerator=visits, denominator=residents, factor=1000
    )
    first, second = items(client, "indicators")
    assert first["name"] == {"zh-hans": "到馆", "en": "Visits"}
    assert (second["numerator"], second["denominator"], second["factor"]) == (
        "visits",
        "residents",
        1000,
    )


def test_numbers_are_chosen_by_figure_library_year_and_period(client):
    visits, loans = IndicatorFactory(code="visits"), IndicatorFactory(code="loans")
    secret = IndicatorFactory(code="secret", is_public=False)
    library = LibraryFactory()
    branch = BranchFactory(parent=library)
    for row, one, month, number in (
        (visits, library, "2026-01", 1),
        (visits, branch, "2026-01", 2),
        (visits, LibraryFactory(), "2025-01", 4),
        (loans, library, "2026-01", 8),
        (secret, library, "2026-01", 16),
    ):
        record(row, one, month, number)

    def total(query):
        return sum(row["value"] for row in items(client, f"figures?period=month{query}"))

    assert total("") == 15
    assert total("&indicator=visits") == 7
    assert total(f"&library={library.code}") == 11
    assert total("&year=2025") == 4
    assert total("&indicator=secret") == total("&library=nowhere") == 0
    assert {row["period"] for row in items(client, "figures")} == {"month", "year"}


@pytest.mark.parametrize("query", ["year=x", "period=day", "figure=visits", "library=" + "x" * 90])
def test_what_makes_no_sense_is_refused(client, query):
    assert client.get(f"/api/v1/figures?{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("path", ["indicators", "figures"])
def test_lists_ask_once(client, django_assert_num_queries, count, path):
    for _number in range(count):
        record(IndicatorFactory(), LibraryFactory(), "2026-01", 1)
    with django_assert_num_queries(1):
        assert len(items(client, path)) >= count
