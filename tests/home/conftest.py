import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail_localize.models import Translation

from portal.core.roles import EDITORS, ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.home import SiteTree, site_tree


@pytest.fixture
def site(root_page) -> SiteTree:
    return site_tree()


@pytest.fixture
def editor(client, site):
    """A client signed in as one of the editors, with their rights and no more."""
    # Made by a migration of wagtail-localize, so it is missing where tests run without migrations.
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation), codename="submit_translation"
    )
    ensure_roles()
    user = UserFactory(username="editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client
