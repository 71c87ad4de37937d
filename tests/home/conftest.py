import pytest

from tests.factories.accounts import UserFactory
from tests.factories.home import SiteTree, site_tree


@pytest.fixture
def site(root_page) -> SiteTree:
    return site_tree()


@pytest.fixture
def editor(client, site):
    """A client signed in as somebody who may do everything."""
    client.force_login(UserFactory(username="editor", is_staff=True, is_superuser=True))
    return client
