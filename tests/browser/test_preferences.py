"""Reading preferences, with and without script."""

from portal.core.preferences import Preferences

from .conftest import PHONE


def attribute(page, name):
    return page.evaluate(f"document.documentElement.dataset.{name}")


def cookie(page):
    saved = [c["value"] for c in page.context.cookies() if c["name"] == Preferences.COOKIE]
    return saved[0] if saved else ""


def test_panel_saves_without_script(visit):
    page = visit("/styleguide/", width=PHONE, javascript=False)
    page.click("a[href='#prefs']")
    page.click("#prefs button[name=theme][value=dark]")
    page.click("#prefs button[name=text][value=xl]")
    html = page.locator("html")
    assert html.get_attribute("data-theme") == "dark"
    assert html.get_attribute("data-text") == "xl"
    assert cookie(page) == "theme-dark.text-xl"
    assert page.locator("#prefs").is_visible()
    page.click("#prefs .prefs__head a")
    assert not page.locator("#prefs").is_visible()


def test_elder_mode_can_be_switched_on_and_off_without_script(visit):
    page = visit("/styleguide/?page=3", width=PHONE, javascript=False)
    page.click(".util button[name=elder]")
    assert page.locator(".elderbar").is_visible()
    assert page.url.endswith("/styleguide/?page=3")
    page.click(".elderbar button[name=elder]")
    assert not page.locator(".elderbar").is_visible()
    assert cookie(page) == ""


def test_script_writes_the_same_cookie_without_leaving_the_page(visit):
    page = visit("/styleguide/#prefs")
    loads = []
    page.on("request", lambda sent: sent.is_navigation_request() and loads.append(sent.url))
    page.click("#prefs button[name=contrast][value=board]")
    page.click("#prefs button[name=elder]")
    assert attribute(page, "contrast") == "board"
    assert attribute(page, "elder") == "on"
    assert cookie(page) == "contrast-board.elder-on"
    assert loads == []
    assert page.locator("#prefs-said").inner_text()
    page.reload()
    assert attribute(page, "contrast") == "board"
    page.click("#prefs button[name=elder]")
    assert attribute(page, "elder") == "off"
    page.click("#prefs button[name=reset]")
    assert cookie(page) == ""
    assert attribute(page, "contrast") == "normal"


def test_filters_open_and_close_without_script(visit):
    page = visit("/styleguide/", width=PHONE, javascript=False)
    assert not page.locator("#filters").is_visible()
    page.click("a[href='#filters']")
    assert page.locator("#filters").is_visible()
    page.click("#filters .filters__close")
    assert not page.locator("#filters").is_visible()


def test_text_can_be_four_times_as_large_and_still_fit(visit):
    """WCAG 1.4.10: 320 pixels wide, nothing to scroll sideways."""
    page = visit("/styleguide/", width=320, text="xl")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
