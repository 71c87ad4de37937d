"""Every kind of page, in both languages and the reading modes, as axe and a narrow phone see it."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

MODES = {"light": "theme-light", "dark": "theme-dark", "elder": "elder-on"}
KINDS = {
    "front": "home.HomePage",
    "news": "home.NewsIndexPage",
    "article": "home.NewsPage",
    "standard": "home.StandardPage",
    "topic": "home.TopicPage",
    "libraries": "home.LibrariesIndexPage",
    "library": "home.LibraryPage",
    "events": "events.EventsIndexPage",
    "series": "events.EventSeriesPage",
    "lists": "reading_lists.ReadingListIndexPage",
    "list": "reading_lists.ReadingListPage",
}


FIND = """
import json
from django.apps import apps
from events.models import Occurrence
from catalog.models import Record
pairs = {}
for kind, label in kinds.items():
    pages = apps.get_model(label).objects.live()
    english = pages.filter(locale__language_code="en").first()
    source = pages.get(locale__language_code="zh-hans", translation_key=english.translation_key)
    pairs[kind] = [source.url, english.url]
dates = Occurrence.objects.filter(state="scheduled").order_by("-start")
for kind, address in {
    "record": f"/books/{Record.objects.first().pk}/",
    "date": f"/events/o/{dates.first().uid}/",
}.items():
    pairs[kind] = [address, "/en" + address]
print(json.dumps(pairs))
"""
OTHERS = {
    "month": "/events/?view=month",
    "rooms": "/spaces/",
    "room": "/spaces/first-library/seminar-room/",
    "study room": "/spaces/second-library/study-seats/",
    "door": "/spaces/first-library/seminar-room/door/",
    "events by library": "/events/?view=map",
    "poster": "/events/poster/andingmen/",
    "screen": "/events/screen/andingmen/",
    "search": "/search/?q=guoxue",
    "no result": "/search/?q=zzzzqqq",
    "works": "/works/",
    "call for entries": "/works/calls/hutong-autumn/",
    "slide show": "/works/slideshow/",
    "sign in": "/accounts/login/",
    "sign up": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "missing": "/nothing-here/",
}


@pytest.fixture(scope="session")
def addresses(portal) -> dict[str, tuple[str, str]]:
    """The Chinese and the English address of one page of each kind."""
    found = json.loads(portal.shell(f"kinds = {KINDS!r}{FIND}").splitlines()[-1])
    return found | {kind: (address, f"/en{address}") for kind, address in OTHERS.items()}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_have_no_violations(addresses, visit, language, mode):
    page = visit(width=390, reading=MODES[mode])
    problems = {}
    for kind, pair in addresses.items():
        address = pair[language == "en"]
        page.goto(address)
        found = [
            f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
            for violation in Axe().run(page).response["violations"]
        ]
        wide = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if wide:
            found.append("scrolls sideways at 390 px")
        if page.locator("html").get_attribute("lang").lower()[:2] != language[:2]:
            found.append("is in the wrong language")
        if found:
            problems[f"{kind} {address}"] = found
    assert problems == {}


def test_own_pages_have_no_violations(sign_in):
    page = sign_in("reader", width=390)
    page.goto("/me/")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
