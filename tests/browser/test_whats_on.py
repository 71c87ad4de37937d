"""What's on in a browser: month by keyboard, the last choice, the screen without a network."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.browser.accessibility import assert_accessible, small_targets, tab_stops_without_ring
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import site_tree

from .conftest import DESK, PHONE


@pytest.fixture
def programme(site):
    index = site_tree().page("events")
    library = LibraryFactory(slug="first", name="第一图书馆")
    small = AudienceFactory(slug="small", name="3–6 岁", min_months=36, max_months=84)
    for days, hour in ((0, 23), (0, 10), (3, 10)):
        page = published_series(
            index, title=f"故事会{hour}", library=library, start_time=dt.time(hour),
            start_date=timezone.localdate() + dt.timedelta(days=days),
        )  # fmt: skip
        page.audiences = [small]
        page.save_revision().publish()


@pytest.mark.parametrize(
    "path",
    [
        "/events/",
        "/events/?view=month",
        "/events/?view=map",
        "/events/?q=nothing",
        "/en/events/poster/first/",
        "/events/screen/first/",
    ],
)
@pytest.mark.parametrize("mode", [{}, {"theme": "dark"}, {"elder": "on"}])
def test_pages_are_accessible(visit, programme, path, mode):
    page = visit(path, width=PHONE, **mode)
    assert_accessible(page)
    assert small_targets(page, 44 if mode.get("elder") else 24) == []


@pytest.mark.parametrize("view", ["month", "map"])
def test_views_are_reached_by_keyboard(visit, programme, view):
    page = visit(f"/events/?view={view}", width=DESK)
    assert_accessible(page)
    assert tab_stops_without_ring(page) == []


def test_day_of_the_month_opens_below_the_grid(visit, programme):
    page = visit("/events/?view=month", width=DESK)
    day = page.locator("td.is-today a.cal__d")
    section = page.locator(day.get_attribute("href"))
    assert not section.is_visible()
    day.focus()
    page.keyboard.press("Enter")
    section.wait_for(state="visible")
    assert section.locator("h3").inner_text().strip().endswith("今天")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.aday') !== null")


def test_month_says_how_many_places_are_left(visit, site):
    page = published_series(
        site_tree().page("events"), title="陶艺", registration="first_come", capacity=7,
        start_date=timezone.localdate() + dt.timedelta(days=1),
    )  # fmt: skip
    asked = f"/en/events/?view=month&from={page.start_date}"
    month = visit(asked, width=PHONE)
    spot = month.locator(".aday .left")
    spot.wait_for()
    assert "7 left" in spot.inner_text()
    assert_accessible(month)
    without = visit(asked, width=PHONE, javascript=False)
    assert without.locator(".aday .left").count() == 0


def test_last_choice_is_offered_again_and_can_be_forgotten(visit, programme, site):
    page = visit("/events/?audience=small&age=4&q=words")
    assert not page.locator("[data-last-choice]").is_visible()
    page.goto(f"{site}/events/?view=month")
    place = page.locator("[data-last-choice]")
    link = place.locator("a")
    assert link.inner_text().startswith("3–6 岁 · ")
    link.click()
    assert page.url == f"{site}/events/?audience=small&age=4&view=month"
    page.goto(f"{site}/events/")
    place.locator("button").click()
    assert not place.is_visible()
    page.reload()
    assert not place.is_visible()
    assert page.evaluate("document.cookie") == ""


def test_screen_outlives_a_broken_line(visit, programme):
    page = visit("/events/screen/first/", width=DESK)
    rows = page.locator(".screen__e")
    shown = rows.count()
    assert shown
    assert not page.locator("[data-lost]").is_visible()
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    lost = page.locator("[data-lost]")
    lost.wait_for(state="visible")
    assert lost.locator("time").inner_text().count(":") == 1
    assert rows.count() == shown
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    lost.wait_for(state="hidden")
    assert rows.count() == shown
