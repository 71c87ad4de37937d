"""The slide show in Chromium: by keyboard, with pause, still where less motion is asked for."""

import pytest

from tests.factories.works import publish_work

from .accessibility import assert_accessible


@pytest.fixture
def works(site, root_page):
    for number in range(3):
        publish_work(title=f"作品{number}")


def test_works_come_one_after_the_other_and_back(works, visit):
    page = visit("/works/slideshow/")
    slides = page.locator("[data-slide]:visible")
    assert slides.count() == 3
    page.locator("[data-start] button").click()
    assert (slides.count(), "作品2" in slides.inner_text()) == (1, True)
    page.keyboard.press("ArrowRight")
    assert "作品1" in slides.inner_text()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert "作品0" in slides.inner_text()
    assert page.locator("[data-status]").inner_text() == "3 / 3"
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert slides.count() == 3


def test_who_wants_less_motion_turns_by_hand(works, visit):
    page = visit("/works/slideshow/")
    page.emulate_media(reduced_motion="reduce")
    page.locator("[data-start] button").click()
    words = page.locator('[data-do="pause"]')
    assert words.inner_text() == page.locator("[data-slides]").get_attribute("data-play")
    words.click()
    assert words.inner_text() == page.locator("[data-slides]").get_attribute("data-pause")


def test_without_script_it_is_a_list(works, visit):
    page = visit("/works/slideshow/", javascript=False)
    assert page.locator("[data-slide]").count() == 3
    assert not page.locator("[data-start]").is_visible()
