"""Figures on other pages: the front page, libraries, the sitemap."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from home.blocks.figures import FiguresBlock
from portal.core import page_parts
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel("2026-12-12 10:00+08:00", tick=False):
        yield


@pytest.fixture
def library():
    """A main library with three months of visits, and a branch with the same."""
    main = LibraryFactory(slug="first")
    visits = IndicatorFactory(code="visits", name="到馆人次", unit="人次")
    for one in (main, BranchFactory(parent=main)):
        for month in (1, 2, 3):
            record(visits, one, f"2026-{month:02}", 1000)
    return main


def drawn(is_live: bool) -> BeautifulSoup:
    block = FiguresBlock()
    value = block.to_python(FiguresBlock._meta_class.preview_value | {"is_live": is_live})
    return BeautifulSoup(block.render(value), "html.parser")


def test_front_page_takes_the_public_figures_if_it_is_asked_to(library):
    page = drawn(is_live=True)
    assert [node.contents[0].strip() for node in page.select(".nums dd")] == ["6,000"]
    assert page.select_one(".more")["href"] == "/figures/?year=2026"
    assert page.select_one("figure.chart svg")
    assert "1,268" in drawn(is_live=False).text


def test_front_page_shows_what_the_editor_wrote_while_there_are_none(db):
    assert page_parts.key_figures() is None
    assert "1,268" in drawn(is_live=True).text


def test_a_library_is_shown_with_its_branches(library):
    [part] = page_parts.library_parts(library)
    assert part.context["figures"][0]["value"] == "6,000"
    assert part.context["url"] == "/figures/?year=2026&library=first"
    assert page_parts.library_parts(LibraryFactory()) == []


def test_a_year_that_has_just_begun_waits_for_its_third_month(library):
    with time_machine.travel("2027-02-12 10:00+08:00", tick=False):
        visits = IndicatorFactory._meta.model.objects.get(code="visits")
        record(visits, library, "2027-01", 5)
        assert page_parts.key_figures().url == "/figures/?year=2026"


def test_figures_stand_in_the_sitemap(client, library):
    response = client.get("/sitemap-figures-1.xml")
    assert response.status_code == 200
    text = response.content.decode()
    assert "/figures/visits/</loc>" in text
    assert "/en/figures/data/</loc>" in text
