import io

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from catalog.ils.capabilities import Capability, Role
from catalog.status.report import report
from catalog.status.views import StatusView
from catalog.systems import ils
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shelf(settings):
    cache.clear()
    settings.PORTAL_ILS = {
        "drivers": {"shelf": {"class": "tests.catalog.ils.shelf.Shelf"}},
        "routes": {"holdings": "shelf", "patrons": "shelf"},
    }


@pytest.fixture
def staff(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def page(client, method="get"):
    return getattr(client, method)(reverse("library_system")).content.decode()


def shelf():
    return ils().systems[0].driver


def test_report_names_roles_and_what_is_lacking():
    (found,) = report(ils())
    assert found.roles == [Role.HOLDINGS, Role.PATRONS]
    assert Capability.AVAILABILITY in found.capabilities
    assert Capability.SEARCH not in found.capabilities  # it could, and is not asked to
    assert Capability.RENEW in found.lacking
    assert Capability.SEARCH not in found.lacking


def test_check_asks_each_system_and_prints_a_table():
    output = io.StringIO()
    call_command("ils_check", stdout=output)
    lines = output.getvalue().splitlines()
    assert lines[0].startswith("shelf (Copies, Cards, loans and holds): answers in ")
    assert "availability        yes" in lines
    assert "renew               -" in lines


def test_check_fails_when_a_system_does_not_answer():
    shelf().fail()
    with pytest.raises(CommandError, match="No answer from: shelf"):
        call_command("ils_check", stdout=io.StringIO())


def test_page_shows_the_last_failure_without_asking(staff):
    shelf().fail(5)
    for number in range(5):
        ils().availability([str(number)])
    calls = len(shelf().calls)
    text = page(staff)
    assert "Not asked: it failed five times in a row" in text
    assert "ILSUnavailable: out of order" in text
    assert len(shelf().calls) == calls


def test_page_says_what_it_is(staff):
    crumbs = staff.get(reverse("library_system")).context["breadcrumbs_items"]
    assert crumbs[-1] == {"url": "", "label": StatusView.page_title}


def test_page_asks_when_told_to(staff):
    assert "Answers" in page(staff, "post")
    shelf().fail()
    assert "ILSUnavailable: out of order" in page(staff, "post")


def test_page_without_a_system(staff, settings):
    settings.PORTAL_ILS = {}
    assert "No library system is connected" in page(staff)


def test_only_who_looks_after_the_site_sees_it(client):
    user = UserFactory(is_staff=True)
    user.groups.set([])
    client.force_login(user)
    assert client.get(reverse("library_system")).status_code in (302, 403)
