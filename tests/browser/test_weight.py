"""Pages stay light and do not jump: old telephones on slow lines are our readers' own."""

import gzip

import pytest

from tests.factories.home import site_tree

from .conftest import PHONE

BUDGET = 120 * 1024  # bytes over the wire, photographs aside
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture
def front_page(visit):
    site_tree()
    return "/"


def weight(page):
    """Bytes of everything loaded, compressed as in production, without photographs."""
    sizes = {}

    def note(response):
        if not response.headers.get("content-type", "").startswith(("image/jpeg", "image/avif")):
            sizes[response.url] = len(gzip.compress(response.body()))

    page.on("response", note)
    page.reload(wait_until="networkidle")
    return sum(sizes.values())


def test_front_page_and_style_guide_are_light(visit, front_page):
    assert weight(visit(front_page, width=PHONE)) < BUDGET
    assert weight(visit("/styleguide/", width=PHONE)) < BUDGET


def test_nothing_moves_while_a_page_loads(visit, front_page):
    for path in (front_page, "/styleguide/"):
        assert visit(path, width=PHONE).evaluate(SHIFTS) < 0.02
