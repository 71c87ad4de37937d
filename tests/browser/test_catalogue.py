"""The record page as people use it."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible, small_targets, tab_stops_without_ring
from tests.browser.conftest import PHONE
from tests.catalog.desk import item
from tests.factories.catalog import BookFactory, HoldingFactory, WorkFactory
from tests.factories.core import LibraryFactory
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


def test_what_the_library_system_says_takes_the_place_of_what_the_page_knew(visit, book, desk):
    copy = book.holdings.first()
    desk.says(book, item(copy.library, barcode="1"), item(copy.library, barcode="2"))
    page = visit(f"/en/books/{book.pk}/")
    expect(page.locator(".rec__state .state")).to_have_text("2 on the shelf")
    expect(page.locator(".copies__asof")).to_contain_text("As of")
    assert_accessible(page)


def test_page_keeps_what_it_knew_when_nothing_is_answered(visit, book):
    page = visit(f"/en/books/{book.pk}/", javascript=False)
    expect(page.locator(".rec__state .state")).to_have_text("1 on the shelf")


def test_nearest_library_comes_first_and_the_position_stays_here(visit, book):
    near = LibraryFactory(name_en="Near", latitude="39.90", longitude="116.40")
    HoldingFactory(record=book, library=near)
    page = visit(f"/en/books/{book.pk}/")
    expect(page.locator(".copies__lib").last).to_contain_text("Near")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 39.9, "longitude": 116.401})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("[data-locate]")
    expect(page.locator(".copies__lib").first).to_contain_text("0.1 km")
    expect(page.locator(".copies__lib").first).to_contain_text("Near")
    expect(page.get_by_text("Your position has not left this device.")).to_be_visible()
    assert asked == []


def test_refused_position_says_what_to_do(visit, book):
    HoldingFactory(record=book)
    page = visit(f"/en/books/{book.pk}/")
    page.click("[data-locate]")
    expect(page.locator("[data-near-said]")).to_contain_text("Choose your library instead")


def test_own_library_is_remembered(visit, book):
    own = LibraryFactory(short_name_en="Mine", name_en="My own")
    HoldingFactory(record=book, library=own)
    page = visit(f"/en/books/{book.pk}/")
    page.get_by_label("My library").select_option(own.slug)
    expect(page.locator(".copies__lib").first).to_contain_text("My own")
    page.reload()
    expect(page.locator(".copies__lib").first).to_contain_text("my library")


def test_own_library_comes_first_without_script(visit, book):
    own = LibraryFactory(short_name_en="Mine", name_en="My own")
    HoldingFactory(record=book, library=own)
    page = visit(f"/en/books/{book.pk}/", javascript=False)
    page.get_by_label("My library").select_option(own.slug)
    page.get_by_role("button", name="Show first").click()
    expect(page.locator(".copies__lib").first).to_contain_text("My own")
