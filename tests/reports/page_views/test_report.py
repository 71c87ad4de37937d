"""Staff see kinds of pages, not visitors; the nightly count takes what people opened."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from portal.core.roles import STATISTICIANS, ensure_roles
from reports.figures import services
from reports.figures.enums import Source, Span
from reports.figures.models import Fact
from reports.page_views.models import DayViews
from reports.page_views.sections import Section
from tests.factories.accounts import UserFactory
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.figures import IndicatorFactory
from tests.factories.home import site_tree

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 9)


@pytest.fixture(autouse=True)
def _morning():
    with time_machine.travel("2026-06-10 06:00+08:00", tick=False):
        yield


def opened(count, *, day=DAY, section=Section.EVENTS, is_robot=False):
    return DayViews.objects.create(day=day, section=section, is_robot=is_robot, count=count)


def test_the_nightly_count_makes_a_number_of_each_day():
    library = LibraryFactory()
    BranchFactory(parent=library)
    IndicatorFactory(code="page-views", source=Source.PORTAL, cadence=Span.DAY)
    opened(30)
    opened(12, section=Section.FRONT)
    opened(900, is_robot=True)
    opened(5, day=DAY - dt.timedelta(days=1))
    opened(7, day=DAY + dt.timedelta(days=1))  # today is not over
    services.counting.count()
    rows = Fact.objects.filter(indicator__code="page-views").order_by("start")
    assert list(rows.values_list("library", "span", "start", "value")) == [
        (library.pk, Span.DAY, DAY - dt.timedelta(days=1), 5),
        (library.pk, Span.DAY, DAY, 42),
    ]


def test_an_indicator_that_comes_as_a_table_is_left_to_it():
    LibraryFactory()
    IndicatorFactory(code="page-views", source=Source.IMPORT)
    opened(30)
    assert services.counting.count() == []


@pytest.mark.parametrize("number", [1, 3])
def test_staff_see_people_and_robots_by_kind(client, number, django_assert_num_queries):
    site_tree()
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=STATISTICIANS))
    client.force_login(user)
    for section in list(Section)[:number]:
        opened(3, section=section)
        opened(1, section=section, day=DAY - dt.timedelta(days=40))
        opened(5, section=section, is_robot=True)
    address = reverse("page_views_report")
    client.get(address)
    with django_assert_num_queries(QUERIES):
        page = client.get(address)
    rows = list(page.context["object_list"])
    assert [(row["people"], row["robots"]) for row in rows] == [(4, 5)] * number
    lately = client.get(address, {"days": "30"}).context["object_list"]
    assert [row["people"] for row in lately] == [3] * number


QUERIES = 11


def test_others_do_not(client):
    site_tree()
    client.force_login(UserFactory())
    assert client.get(reverse("page_views_report")).status_code == 302
