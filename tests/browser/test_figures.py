"""Figures on every screen, and the board when the line is broken."""

import pytest
from django.utils import timezone

from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory, record

from .accessibility import assert_accessible, small_targets
from .conftest import DESK, PHONE


@pytest.fixture
def figures(db):
    visits = IndicatorFactory(code="visits", name_en="Visits", unit_en="visits")
    today = timezone.localdate()
    for number in range(3):
        library = LibraryFactory(slug=f"library-{number}")
        for month in range(1, 13):
            for year in (today.year - 2, today.year - 1):
                record(visits, library, f"{year}-{month:02}", 1000 * month + number)
        record(visits, library, today, 5 + number)
    return f"?year={today.year - 1}"


@pytest.mark.parametrize(
    "path", ["/figures/", "/en/figures/visits/", "/en/figures/libraries/", "/figures/data/"]
)
@pytest.mark.parametrize(
    ("width", "mode"),
    [
        (DESK, {"theme": "dark"}),
        (PHONE, {"elder": "on"}),
        (DESK, {"contrast": "board"}),
    ],
    ids=str,
)
def test_figures_are_accessible(visit, figures, path, width, mode):
    assert_accessible(visit(path + figures, width=width, **mode))


def test_targets_of_figures_are_large_enough(visit, figures):
    assert small_targets(visit(f"/en/figures/{figures}", width=PHONE), 24) == []


def test_figures_can_be_chosen_without_script(visit, figures):
    page = visit(f"/en/figures/{figures}", javascript=False)
    page.get_by_label("Library", exact=True).select_option("library-1")
    page.get_by_role("button", name="Show").click()
    assert "library=library-1" in page.url


def test_board_keeps_its_numbers_while_the_line_is_broken(visit, figures):
    page = visit("/en/figures/board/", width=1920)
    assert_accessible(page)
    page.get_by_text("as of").wait_for()
    page.context.set_offline(True)
    page.get_by_text("No connection; the last numbers stay").wait_for()
    assert "18" in page.locator(".board__nums dd").first.inner_text()
    page.context.set_offline(False)
    page.get_by_text("No connection; the last numbers stay").wait_for(state="hidden")


def test_board_takes_new_numbers_without_a_new_page(visit, figures):
    page = visit("/en/figures/board/", width=1920)
    page.evaluate("window.same = true")
    visits = IndicatorFactory._meta.model.objects.get(code="visits")
    library = LibraryFactory()
    record(visits, library, timezone.localdate(), 100)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.get_by_text("118").wait_for()
    assert page.evaluate("window.same")
