"""The record page as people use it."""

import pytest

from tests.browser.accessibility import assert_accessible, small_targets, tab_stops_without_ring
from tests.browser.conftest import PHONE
from tests.factories.catalog import BookFactory, HoldingFactory, WorkFactory
from tests.factories.home import site_tree


@pytest.fixture
def book(site):
    site_tree()
    work = WorkFactory()
    book = BookFactory(work=work, edition="第2版", audience="13-18", original_language="jpn")
    BookFactory(work=work, volume="下")
    HoldingFactory(record=book, area="文学借阅区", shelf="DQ01-2-02-2-4")
    HoldingFactory(record=book, status="on_loan")
    return book


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "preferences", [{}, {"theme": "dark"}, {"elder": "on"}, {"contrast": "board"}]
)
def test_record_page_is_accessible(visit, book, language, preferences):
    assert_accessible(visit(f"{language}/books/{book.pk}/", **preferences))


def test_record_page_fits_a_phone(visit, book):
    page = visit(f"/books/{book.pk}/", width=PHONE, elder="on")
    assert_accessible(page)
    assert small_targets(page, 24) == []


def test_record_page_shows_where_the_keyboard_is(visit, book):
    assert tab_stops_without_ring(visit(f"/books/{book.pk}/")) == []


def test_record_page_works_without_script(visit, book):
    page = visit(f"/books/{book.pk}/", javascript=False)
    page.click("a[href='#copies']")
    assert page.locator("#copies").is_visible()
    assert page.locator("[data-print]").is_hidden()
