"""The report of searches in the admin."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.search import SearchQueryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def librarian(client):
    user = UserFactory(is_staff=True)
    codenames = ["access_admin", "view_searchquery"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


def shown(client, **parameters):
    response = client.get(reverse("search_report"), parameters)
    return [(row["text"], row["total"], row["found"]) for row in response.context["object_list"]]


def test_words_are_summed_over_days_and_rare_ones_left_out(librarian):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    SearchQueryFactory(text="国学", count=4, results=2)
    SearchQueryFactory(text="国学", count=3, results=1, day=yesterday)
    SearchQueryFactory(text="元宇宙", count=6, results=0)
    SearchQueryFactory(text="少见", count=4)
    assert shown(librarian) == [("国学", 7, 2), ("元宇宙", 6, 0)]
    assert shown(librarian, outcome="nothing") == [("元宇宙", 6, 0)]
    assert shown(librarian, outcome="found") == [("国学", 7, 2)]


def test_period_counts_its_days_only(librarian):
    long_ago = timezone.localdate() - dt.timedelta(days=20)
    SearchQueryFactory(text="国学", count=5)
    SearchQueryFactory(text="国学", count=90, day=long_ago)
    assert shown(librarian, days="7") == [("国学", 5, 1)]
    assert shown(librarian, days="30") == [("国学", 95, 1)]
    assert shown(librarian, days="x") == [("国学", 95, 1)]


def test_results_alone_are_answered_too(librarian):
    SearchQueryFactory(text="国学", count=5)
    assert "国学" in librarian.get(reverse("search_report_results")).text


def test_menu_leads_to_the_report(librarian):
    assert reverse("search_report") in librarian.get(reverse("wagtailadmin_home")).text


def test_staff_without_the_right_are_refused(client):
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("search_report")).status_code == 302
    assert reverse("search_report") not in client.get(reverse("wagtailadmin_home")).text
