"""The style guide holds every component, so what holds here holds for the components."""

import pytest

from .accessibility import assert_accessible, small_targets, tab_stops_without_ring
from .conftest import DESK, PHONE

CHINESE, ENGLISH = "/styleguide/", "/en/styleguide/"


@pytest.mark.parametrize(
    ("path", "width", "mode"),
    [
        (CHINESE, PHONE, {}),
        (CHINESE, DESK, {}),
        (ENGLISH, PHONE, {}),
        (ENGLISH, DESK, {"theme": "dark"}),
        (CHINESE, PHONE, {"theme": "dark"}),
        (CHINESE, PHONE, {"contrast": "paper"}),
        (CHINESE, PHONE, {"contrast": "board"}),
        (ENGLISH, PHONE, {"text": "xl"}),
        (CHINESE, PHONE, {"elder": "on"}),
        (CHINESE, DESK, {"elder": "on", "theme": "dark"}),
        (ENGLISH, PHONE, {"elder": "on"}),
    ],
    ids=str,
)
def test_components_are_accessible_in_every_mode(visit, path, width, mode):
    assert_accessible(visit(path, width=width, **mode))


def test_the_device_may_choose_the_dark_theme(visit):
    page = visit("/styleguide/", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 28)"
    assert_accessible(page)


@pytest.mark.parametrize("panel", ["prefs", "filters"])
def test_open_panels_are_accessible(visit, panel):
    assert_accessible(visit(f"/styleguide/#{panel}", width=PHONE))


def test_targets_are_large_enough(visit):
    assert small_targets(visit("/styleguide/", width=PHONE), 24) == []
    assert small_targets(visit("/styleguide/", width=PHONE, elder="on"), 44) == []


def test_every_tab_stop_is_seen(visit):
    assert tab_stops_without_ring(visit("/styleguide/")) == []
