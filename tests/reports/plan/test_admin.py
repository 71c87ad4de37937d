"""Staff keep the plan: actions with their revisions, and entries of the log."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.core.roles import BRANCH_STAFF, EDITORS, ensure_roles
from reports.plan.enums import State
from reports.plan.models import Action
from tests.factories.accounts import UserFactory
from tests.factories.plan import ActionFactory, YearTaskFactory, enter

pytestmark = pytest.mark.django_db


def staff(role):
    ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def record_url(action):
    return reverse("plan_desk:record", args=[action.pk])


def test_an_editor_enters_what_is_new(client):
    action = ActionFactory()
    client.force_login(staff(EDITORS))
    form = client.get(record_url(action)).context["form"]
    assert form.initial["by_en"] == "Children's team"
    data = {"on": "2025-05-01", "state": "changed", "text": "换了办法。", "by": "少儿部"}
    answer = client.post(record_url(action), data)
    assert answer["Location"] == reverse("wagtailsnippets_plan_action:list")
    assert Action.objects.get().status is State.CHANGED
    refused = client.post(record_url(action), {**data, "on": "2199-01-01"})
    assert "on" in refused.context["form"].errors
    assert action.updates.count() == 1


def test_branch_staff_may_not(client):
    client.force_login(staff(BRANCH_STAFF))
    answer = client.get(record_url(ActionFactory()))
    assert answer.status_code in (302, 403)
    assert client.get(reverse("wagtailsnippets_plan_action:list")).status_code in (302, 403)


def test_the_form_of_an_action_shows_its_log_and_keeps_revisions(client):
    action = YearTaskFactory().action
    enter(action, on=dt.date(2025, 2, 3))
    client.force_login(staff(EDITORS))
    address = reverse("wagtailsnippets_plan_action:edit", args=[action.pk])
    page = client.get(address)
    assert "开讲了。" in page.content.decode()
    assert not page.context["autosave_enabled"]
    task = action.tasks.get()
    data = {
        **{name: getattr(action, name) for name in ("number", "title", "text", "owner")},
        "strategy": action.strategy_id,
        "tasks-TOTAL_FORMS": 1,
        "tasks-INITIAL_FORMS": 1,
        "tasks-0-id": task.pk,
        "tasks-0-year": 2026,
        "tasks-0-task": task.task,
        "tasks-0-ORDER": 1,
        "evidence-TOTAL_FORMS": 0,
        "evidence-INITIAL_FORMS": 0,
    }
    assert client.post(address, data).status_code == 302
    assert [row.year for row in action.tasks.all()] == [2026]
    assert Action.objects.get().status is State.UNDER_WAY
    assert action.revisions.count() == 1
