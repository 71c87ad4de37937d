"""The page of the union catalogue as people use it."""

import pytest

from tests.browser.accessibility import assert_accessible, small_targets
from tests.browser.conftest import PHONE
from tests.catalog.ils import web
from tests.catalog.ils.test_sru import response
from tests.contracts.ils import catalogue
from tests.factories.home import site_tree


@pytest.fixture
def hits(site, settings):
    """A union catalogue that always finds the same three of its 45 books."""
    site_tree()
    found = [catalogue.as_marcxml(book) for book in catalogue.books(3)]
    with web.site(web.says(response(*found, total="45"))) as address:
        settings.PORTAL_ILS = {
            "source": "union",
            "drivers": {
                "sru": {
                    "class": "catalog.ils.drivers.sru.SruCatalogue",
                    "options": {"base_url": address},
                }
            },
            "routes": {"catalogue": "sru"},
        }
        yield


@pytest.mark.parametrize(
    ("preferences", "target"), [({}, 24), ({"elder": "on"}, 44), ({"theme": "dark"}, 24)]
)
@pytest.mark.usefixtures("hits")
def test_union_catalogue_is_accessible(visit, preferences, target):
    page = visit("/books/union/?q=书", width=PHONE, **preferences)
    assert page.locator("main a[href*='/books/union/']").count() >= 3
    assert_accessible(page)
    assert small_targets(page, target) == []
