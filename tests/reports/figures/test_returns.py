"""Monthly returns: as branch staff fill them in, and as the manager misses them."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from portal.core import roles
from portal.core.roles import ensure_roles
from portal.notify.letters import kind
from portal.notify.models import Message
from reports.figures import selectors, services
from reports.figures.models import Batch, Fact, FactRevision, MonthlyReturn
from tests.factories.accounts import UserFactory
from tests.factories.core import BranchFactory, LibraryFactory, LibraryStaffFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def november():
    with time_machine.travel(dt.datetime(2026, 11, 6, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def branch():
    return BranchFactory(name="东四馆", parent=LibraryFactory(name="第一馆"))


@pytest.fixture
def visits():
    return IndicatorFactory(code="visits", name="到馆人次")


@pytest.fixture
def colleague(client, root_page, branch):
    ensure_roles()
    user = UserFactory(is_staff=True, email="li@library.example")
    user.groups.add(Group.objects.get(name=roles.BRANCH_STAFF))
    LibraryStaffFactory(user=user, library=branch)
    client.force_login(user)
    return user


def url_of(library, month="2026-10"):
    return reverse("figure_returns:form", args=[library.pk, month])


def test_a_branch_enters_its_month_beside_last_month_and_last_year(
    client, colleague, branch, visits
):
    record(visits, branch, "2026-09", 4321)
    record(visits, branch, "2025-10", 1234)
    page = client.get(url_of(branch)).content.decode()
    assert "4321" in page.replace(",", "")
    assert "1234" in page.replace(",", "")
    field = f"figure-{visits.pk}"
    client.post(url_of(branch), {field: "1，２00 人次", "submit": ""})
    assert Fact.objects.get(start="2026-10-01").value == 1200
    batch = Batch.objects.get(kind="form")
    assert (batch.user, batch.label) == (colleague, "2026-10 东四馆")

    client.post(url_of(branch), {field: "1300", "submit": ""})
    assert Fact.objects.get(start="2026-10-01").value == 1300
    assert FactRevision.objects.get().value == 1200

    client.post(url_of(branch), {field: "", "submit": ""})
    assert Fact.objects.get(start="2026-10-01").value is None
    assert selectors.returns.missing(OCTOBER, [branch]) == [branch]


def test_a_draft_waits_and_writes_no_number(client, colleague, branch, visits):
    client.post(url_of(branch), {f"figure-{visits.pk}": "77", "draft": ""})
    assert not Fact.objects.exists()
    assert 'value="77"' in client.get(url_of(branch)).content.decode()
    state = selectors.returns.overview([branch], [OCTOBER])[0][1][0]
    assert (state.is_draft, state.is_missing) == (True, True)


def test_a_number_hard_to_believe_is_asked_about_once(client, colleague, branch, visits):
    record(visits, branch, "2025-10", 100)
    data = {f"figure-{visits.pk}": "5000", "submit": ""}
    answer = client.post(url_of(branch), data)
    assert answer.status_code == 200
    assert Fact.objects.count() == 1
    client.post(url_of(branch), {**data, "sure": "on"})
    assert Fact.objects.count() == 2


@pytest.mark.parametrize("typed", ["viel", "-3", "1" * 15])
def test_what_is_no_number_stays_in_the_form(client, colleague, branch, visits, typed):
    answer = client.post(url_of(branch), {f"figure-{visits.pk}": typed, "submit": ""})
    assert "error-message" in answer.content.decode()
    assert not MonthlyReturn.objects.exists()


def test_others_and_months_to_come_have_no_form(client, colleague, branch, visits):
    assert client.get(url_of(branch.parent)).status_code == 404
    for month in ("2026-12", "2026-13", "1999-01", "x"):
        assert client.get(url_of(branch, month)).status_code == 404


def test_staff_see_their_libraries_and_remind_nobody(client, colleague, branch, visits):
    page = client.get(reverse("figure_returns:index")).content.decode()
    assert branch.short_name in page
    assert branch.parent.short_name not in page
    assert client.post(reverse("figure_returns:index")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_of_returns_asks_a_fixed_number_of_queries(
    count, visits, django_assert_num_queries
):
    libraries = [LibraryFactory() for _n in range(count)]
    with django_assert_num_queries(3):
        selectors.returns.overview(libraries, selectors.returns.months_until(OCTOBER))


def test_missing_returns_are_asked_for_once_a_month(client, colleague, branch, visits):
    assert services.returns.remind_due(dt.date(2026, 11, 4)) == 0
    call_command("remind_returns")
    call_command("remind_returns")
    message = Message.objects.get()
    assert message.user == colleague
    letter = kind("figures/return_missing").write(message.context)
    assert "2026-10" in letter.button[1]
    record(visits, branch, "2026-10", 0)
    assert kind("figures/return_missing").write(message.context) is None


def test_a_statistician_reminds_by_hand(client, colleague, branch, visits):
    boss = UserFactory(is_staff=True)
    boss.groups.add(Group.objects.get(name=roles.STATISTICIANS))
    client.force_login(boss)
    page = client.get(reverse("figure_returns:index")).content.decode()
    assert branch.parent.short_name in page
    client.post(reverse("figure_returns:index"))
    assert Message.objects.get().user == colleague
