"""The frame of public pages."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from portal.core.preferences import Preferences

pytestmark = pytest.mark.django_db


@pytest.fixture
def render():
    def _render(path="/events/?view=month", language="zh-hans", **preferences):
        request = RequestFactory().get(path)
        request.preferences = Preferences(**preferences)
        with override(language):
            return BeautifulSoup(render_to_string("base.html", request=request), "html.parser")

    return _render


def test_reading_preferences_are_written_on_the_page(render):
    html = render(theme="dark", elder="on").html
    assert html["data-theme"] == "dark"
    assert html["data-elder"] == "on"
    assert html["data-contrast"] == "normal"


def test_pressed_buttons_show_the_preferences(render):
    panel = render(text="xl", elder="on").find(id="prefs")
    pressed = {(b["name"], b["value"]) for b in panel.find_all("button", {"aria-pressed": "true"})}
    assert pressed == {
        ("text", "xl"),
        ("theme", "auto"),
        ("contrast", "normal"),
        ("elder", "off"),  # pressing again switches it off
    }


def test_language_is_said_and_can_be_changed_with_the_query_kept(render):
    page = render(path="/en/accounts/login/?next=/me/", language="en")
    assert page.html["lang"] == "en"
    switch = page.find("a", hreflang="zh-Hans", class_="ubtn")
    assert switch["href"] == "/accounts/login/?next=/me/"
    assert switch["lang"] == "zh-Hans"


def test_the_frame_has_one_of_each_landmark_and_nothing_inline(render):
    page = render()
    assert len(page.find_all("main")) == len(page.select(".top")) == len(page.select(".foot")) == 1
    assert not page.find_all(style=True)
    assert not [s for s in page.find_all("script") if not s.get("src")]
    assert not page.find_all("style")
    assert "csrfmiddlewaretoken" not in str(page)
