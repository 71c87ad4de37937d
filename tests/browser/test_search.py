"""The search page in a browser: suggestions by keyboard, no script, every mode."""

import pytest

from tests.browser.accessibility import assert_accessible, small_targets
from tests.factories.search import SearchQueryFactory, fill

from .conftest import DESK, PHONE

MODES = [
    {"theme": "dark"},
    {"elder": "on"},
    {"contrast": "paper"},
    {"contrast": "board"},
    {"text": "xl"},
]


@pytest.fixture
def shelf(site):
    SearchQueryFactory(text="国学", count=9)
    return fill(1)


def test_suggestions_are_reached_by_keyboard(visit, shelf):
    page = visit("/search/")
    box = page.locator("#q")
    box.press_sequentially("guox")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert options.count() == 4
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    first = options.first
    assert first.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert_accessible(page)
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "guox"
    box.press("ArrowUp")
    book = options.last
    assert book.get_attribute("aria-selected") == "true"
    with page.expect_navigation():
        box.press("Enter")
    assert page.url.endswith(shelf.books[0].get_absolute_url())


def test_enter_without_a_choice_searches(visit, shelf):
    page = visit("/")
    page.locator("#q-top").press_sequentially("国学")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/search/?q=" in page.url
    assert "“国学”" in page.get_by_role("heading", level=1).inner_text()


def test_search_needs_no_script(visit, shelf):
    page = visit("/search/", width=PHONE, javascript=False)
    page.fill("#q", "国学")
    page.click(".searchbox button")
    page.click(".kind >> nth=1")
    page.click(".filters__open")
    page.click("#filters .facet a >> nth=0")
    assert page.locator(".chip--azurite").inner_text().startswith("I ")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_view_is_accessible(visit, shelf, width):
    for path in [
        "/search/",
        "/search/?q=国学",
        "/search/?q=国学&kind=books",
        "/search/?q=国学&kind=books#filters",
        "/search/?q=国学&kind=events",
        "/search/?q=国雪",
        "/en/search/?q=国学",
    ]:
        assert_accessible(visit(path, width=width))


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_every_mode_is_accessible(visit, shelf, mode):
    for path in ["/search/", "/search/?q=国学", "/search/?q=国学&kind=books"]:
        page = visit(path, width=PHONE, **mode)
        assert_accessible(page)
        assert small_targets(page, 44 if mode.get("elder") else 24) == []
