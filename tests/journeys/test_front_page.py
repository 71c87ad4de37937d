"""The front page: light, steady, and whole without script."""

import pytest

SHIFT = """
() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(shift), 1500);
})
"""


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_front_page_weighs_little_and_does_not_shift(visit, address):
    page = visit(width=390)
    weights = {}

    def weigh(response):
        length = response.request.sizes()["responseBodySize"]
        if "/media/" not in response.url and "/images/" not in response.url:
            weights[response.url] = length

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto(address, wait_until="networkidle")
    assert page.evaluate(SHIFT) < 0.01
    assert 0 < sum(weights.values()) <= 120 * 1024, weights


@pytest.mark.parametrize("address", ["/", "/events/", "/search/?q=guoxue", "/libraries/"])
def test_page_is_whole_without_script(visit, address):
    page = visit(script=False)
    assert page.goto(address).status == 200
    assert page.locator("main h1").count() == 1
    assert page.locator("main a").count() > 5


def test_elder_mode_without_script_stays_on_the_page(visit):
    page = visit(script=False, width=390)
    page.goto("/libraries/")
    page.click("a[href$='#prefs'], a[href='#prefs']")
    page.click("#prefs button[name=elder][value=on]")
    assert page.url.split("#")[0].endswith("/libraries/")
    assert page.locator("html").get_attribute("data-elder") == "on"
    page.goto("/news/")
    assert page.locator("html").get_attribute("data-elder") == "on"


def test_language_switch_lands_on_the_same_page(visit):
    page = visit()
    page.goto("/libraries/")
    page.click("header a[hreflang=en]")
    assert page.url.endswith("/en/libraries/")
    page.click("header a[hreflang^=zh]")
    assert page.url.endswith("/libraries/")
    assert "/en/" not in page.url
