import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.users.models import UserProfile

from portal.core import roles
from portal.core.roles import ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory, record

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


def test_staff_who_work_in_english_read_english(client, statistician, root_page):
    UserProfile.objects.create(user=statistician, preferred_language="en")
    IndicatorFactory(name="到馆人次", name_en="Visits", unit_en="visits")
    page = client.get(reverse("indicator:index")).text
    assert "Visits" in page
    assert "到馆人次" not in page


def test_a_batch_says_its_time_here_and_no_none(client, statistician, root_page):
    with time_machine.travel("2026-03-05 00:30+08:00", tick=False):
        batch = record(IndicatorFactory(), LibraryFactory(), "2026-02", 5)
    page = client.get(reverse("figure_batches:inspect", args=[batch.pk])).text
    shown = page[page.index("<dl") : page.index("</dl>")]
    assert "00:30" in shown
    assert "None" not in shown


def test_the_page_of_returns_says_what_it_is(client, statistician, root_page):
    UserProfile.objects.create(user=statistician, preferred_language="en")
    page = client.get(reverse("figure_returns:index")).text
    assert "Monthly returns" in page[page.index("<h1") : page.index("</h1>")]


def test_branch_staff_do_not(client, root_page):
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=roles.BRANCH_STAFF))
    client.force_login(user)
    assert client.get(reverse("indicator:index")).status_code == 302
