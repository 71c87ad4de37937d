"""Open data: what is taken away is what the pages say, whole, documented and harmless."""

import csv
import hashlib
import io
import json
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup

from reports.figures.enums import Combine, Span
from reports.figures.models import RESIDENTS
from reports.opendata.datasets import DATASETS
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel("2026-12-12 10:00+08:00", tick=False):
        yield


@pytest.fixture
def district():
    """Two libraries, three figures, and one that is nobody's business."""
    main, other = LibraryFactory(slug="first"), LibraryFactory()
    branch = BranchFactory(parent=main)
    visits, holdings = (
        IndicatorFactory(code="visits", name="=1+1"),
        IndicatorFactory(code="holdings", combine=Combine.LAST),
    )
    residents = IndicatorFactory(code=RESIDENTS, combine=Combine.LAST, cadence=Span.YEAR)
    IndicatorFactory(
        code="visits-per-1000",
        combine=Combine.RATIO,
        numerator=visits,
        denominator=residents,
        factor=1000,
    )
    record(IndicatorFactory(code="secret", is_public=False), main, "2026-01", 1)
    for library, number in ((main, 100), (branch, 30), (other, 7)):
        record(visits, library, "2026-01", number)
        record(visits, library, "2026-02", number * 2)
        record(holdings, library, "2026-01", number * 50)
        record(holdings, library, "2026-02", number * 51)
        record(residents, library, "2026", number * 10)
    return {"main": main, "branch": branch, "other": other}


def content(response) -> bytes:
    assert response.status_code == 200
    return response.getvalue()


def table(client, name) -> list[dict[str, str]]:
    text = content(client.get(f"/figures/data/{name}.csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def shown(client, path, selector) -> Decimal:
    page = BeautifulSoup(client.get(path).content, "html.parser")
    return Decimal(page.select_one(selector).contents[0].strip().replace(",", ""))


def test_three_published_numbers_are_computed_again_from_the_open_data(client, district):
    rows = table(client, "figures")
    libraries = table(client, "libraries")
    months = [row for row in rows if row["period"] == "month"]
    one = ".figs__one b"

    visits = sum(int(row["value"]) for row in months if row["indicator"] == "visits")
    assert visits == shown(client, "/figures/visits/", one) == 411

    first = next(row["library"] for row in libraries if row["slug"] == "first")
    own = {row["library"] for row in libraries if first in (row["library"], row["parent"])}
    last = {
        row["library"]: int(row["value"])
        for row in sorted(months, key=lambda row: row["start"])
        if row["indicator"] == "holdings" and row["library"] in own
    }
    assert sum(last.values()) == shown(client, "/figures/holdings/?library=first", one) == 6630

    ratio = next(
        row for row in table(client, "indicators") if row["indicator"] == "visits-per-1000"
    )
    above, under = (
        sum(
            int(row["value"])
            for row in rows
            if row["indicator"] == ratio[part] and row["period"] == "year"
        )
        for part in ("numerator", "denominator")
    )
    computed = Decimal(above) / under * int(ratio["factor"])
    assert computed == shown(client, "/figures/visits-per-1000/", one) == 300


def test_what_is_not_public_stays_here(client, district):
    for name in ("figures", "indicators"):
        assert "secret" not in content(client.get(f"/figures/data/{name}.csv")).decode()


def test_files_open_right_in_spreadsheets_and_run_nothing(client, district):
    raw = content(client.get("/figures/data/indicators.csv"))
    assert raw.startswith(b"\xef\xbb\xbfindicator,name,")
    assert b",'=1+1," in raw


def test_json_says_the_same_as_csv(client, district):
    rows = json.loads(content(client.get("/figures/data/figures.json")))
    assert [{key: str(value) for key, value in row.items()} for row in rows] == table(
        client, "figures"
    )


def test_every_column_is_described(client, district):
    page = BeautifulSoup(client.get("/en/figures/data/").content, "html.parser")
    for name, dataset in DATASETS.items():
        names = [node.text for node in page.select(f"#{name} .odata__columns dt")]
        first = (
            content(client.get(f"/figures/data/{name}.csv")).decode("utf-8-sig").split("\r\n")[0]
        )
        assert names == dataset.header == first.split(",")


def test_catalogue_names_files_with_the_checksum_they_have(client, district, settings):
    settings.PORTAL_BASE_URL = "https://portal.library.example"
    response = client.get("/figures/data/catalogue.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    catalogue = json.loads(response.content)
    assert [one["dct:identifier"] for one in catalogue["dcat:dataset"]] == list(DATASETS)
    for one in catalogue["dcat:dataset"]:
        assert {text["@language"] for text in one["dct:title"]} == {"zh-Hans", "en"}
        for file in one["dcat:distribution"]:
            path = file["dcat:downloadURL"]["@id"].removeprefix(settings.PORTAL_BASE_URL)
            raw = content(client.get(path))
            checksum = file["spdx:checksum"]["spdx:checksumValue"]["@value"]
            assert (file["dcat:byteSize"], checksum) == (
                len(raw),
                hashlib.sha256(raw).hexdigest(),
            )


def test_checksum_changes_with_the_numbers(client, district):
    page = "/en/figures/data/"
    before = client.get(page).content
    assert client.get(page).content == before
    visits = IndicatorFactory._meta.model.objects.get(code="visits")
    record(visits, district["other"], "2026-02", 15)
    assert client.get(page).content != before


def test_there_are_no_other_files(client, district):
    for path in ("facts.csv", "figures.xlsx", "../figures.csv"):
        assert client.get(f"/figures/data/{path}").status_code == 404


def test_open_data_stands_before_there_is_any(client, db):
    assert client.get("/figures/data/").status_code == 200
    assert json.loads(content(client.get("/figures/data/figures.json"))) == []
