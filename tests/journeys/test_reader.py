"""A reader searches, in any spelling, and finds a list and a record behind it."""

from urllib.parse import quote

import pytest


def results(page, words: str) -> list[str]:
    page.goto(f"/search/?q={quote(words)}&kind=records")
    return page.locator("main a[href*='/books/']").evaluate_all(
        "links => [...new Set(links.map(link => link.pathname))]"
    )


def test_three_spellings_find_the_same(visit):
    page = visit()
    found = results(page, "国学")
    assert len(found) > 2
    assert results(page, "國學") == found
    assert set(results(page, "guoxue")) & set(found)


@pytest.mark.parametrize("words", ['"', "'", "%", "(", "\\", "*", "AND", "-", "国" * 3000])
def test_odd_query_answers_calmly(visit, words):
    assert visit(script=False).goto(f"/search/?q={quote(words)}").status == 200


def test_list_leads_to_the_record(visit):
    page = visit()
    page.goto("/lists/")
    page.locator("main a[href*='/lists/']").filter(has_text="").nth(0).wait_for()
    address = page.locator("main h3 a[href*='/lists/'], main h2 a[href*='/lists/']").first
    page.goto(address.get_attribute("href"))
    page.locator("main a[href*='/books/']").first.click()
    page.wait_for_url("**/books/**")
    assert page.locator("main h1").inner_text().strip()


@pytest.mark.parametrize(
    "address",
    [
        "/events/?from=x&to=2026-99-99&page=-1&branch=%00&audience='",
        "/events/?view=month&from=9999-12-31",
        "/events/?view=month&from=0001-01-01",
        "/lists/?page=x&audience=%22",
        "/news/?page=0&category='",
        "/libraries/?x=1",
        "/search/?page=99999999999999999999&q=a",
    ],
)
def test_bad_address_never_breaks(visit, address):
    assert visit(script=False).goto(address).status in (200, 302, 400, 404)
