import pytest

from tests.factories.home import SiteTree, site_tree


@pytest.fixture
def site(root_page) -> SiteTree:
    return site_tree()
