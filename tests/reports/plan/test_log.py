"""The log is only ever added to, and the state of an action follows it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from reports.plan import services
from reports.plan.enums import State
from reports.plan.errors import PlanError
from reports.plan.models import Action, Update
from tests.factories.plan import ActionFactory, GoalFactory, PlanFactory, enter

pytestmark = pytest.mark.django_db


def test_the_latest_day_says_how_an_action_stands():
    action = ActionFactory()
    enter(action, State.DONE, on=dt.date(2025, 9, 1))
    enter(action, State.UNDER_WAY, on=dt.date(2025, 3, 1))  # entered late
    stored = Action.objects.get()
    assert (stored.status, stored.changed_on) == (State.DONE, dt.date(2025, 9, 1))
    assert [entry.status for entry in action.updates.all()] == [State.DONE, State.UNDER_WAY]


def test_an_entry_needs_words_a_post_and_a_day_that_has_been(english):
    action = ActionFactory()
    with pytest.raises(PlanError, match="new"):
        enter(action, text="  ")
    with pytest.raises(PlanError, match="post"):
        enter(action, by="")
    with pytest.raises(PlanError, match="ahead"):
        enter(action, on=dt.date(2199, 1, 1))
    assert not Update.objects.exists()


def test_entries_are_never_changed_or_deleted():
    entry = enter(ActionFactory())
    for act in (
        entry.delete,
        entry.save,
        Update.objects.all().delete,
        lambda: Update.objects.update(text="x"),
    ):
        with pytest.raises(TypeError):
            act()
    with pytest.raises(ProtectedError):
        entry.action.delete()


def test_an_earlier_version_of_the_texts_leaves_the_state_alone():
    action = ActionFactory()
    revision = action.save_revision()
    enter(action, State.DONE)
    restored = Action.objects.get().with_content_json(revision.content)
    assert restored.status is State.DONE


def test_numbers_are_taken_once():
    action = ActionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionFactory(strategy=action.strategy, number=action.number)
    other = Action(strategy=action.strategy, number=action.number, title="x", owner="x")
    with pytest.raises(Exception, match="number"):
        other.full_clean()
    goal = GoalFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalFactory(plan=goal.plan, number=goal.number)


def test_a_plan_does_not_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanFactory(first_year=2027, last_year=2024)


def test_a_day_left_out_is_today():
    entry = services.record(ActionFactory(), state=State.CHANGED, by="少儿部", text="换了办法。")
    assert entry.on == timezone.localdate()
