import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.core import roles
from portal.core.roles import ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.figures import IndicatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def statistician(client):
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=roles.STATISTICIANS))
    client.force_login(user)
    return user


def test_statisticians_define_what_is_counted(client, statistician, root_page):
    indicator = IndicatorFactory(name="到馆人次")
    page = client.get(reverse("indicator:index"))
    assert "到馆人次" in page.content.decode()
    form = client.get(reverse("indicator:edit", args=[indicator.pk]))
    assert form.status_code == 200


def test_branch_staff_do_not(client, root_page):
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=roles.BRANCH_STAFF))
    client.force_login(user)
    assert client.get(reverse("indicator:index")).status_code == 302
