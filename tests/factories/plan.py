"""The least plan: one goal, one strategy, actions that nobody has begun."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from reports.plan import models, services
from reports.plan.enums import State


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = models.Plan

    slug = factory.Sequence(lambda n: f"plan-{n}")
    title = "发展规划"
    title_en = "Development plan"
    first_year = 2024
    last_year = 2027
    is_published = True


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = models.Goal

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "让全区都读书"
    title_en = "A district that reads"


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = models.Strategy

    goal = factory.SubFactory(GoalFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "陪孩子读"
    title_en = "Read with children"


class ActionFactory(DjangoModelFactory):
    class Meta:
        model = models.Action

    strategy = factory.SubFactory(StrategyFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"故事时间{n}")
    title_en = factory.LazyAttribute(lambda row: f"Story time {row.number}")
    owner = "少儿部"
    owner_en = "Children's team"


class YearTaskFactory(DjangoModelFactory):
    class Meta:
        model = models.YearTask

    action = factory.SubFactory(ActionFactory)
    year = 2025
    task = "开到街道馆"
    task_en = "Reach the street libraries"


def enter(action: models.Action, state: State = State.UNDER_WAY, **fields) -> models.Update:
    """Through the service, as staff do it."""
    words = {"text": "开讲了。", "text_en": "It has begun.", "by": "少儿部", "by_en": "Children"}
    day = fields.pop("on", dt.date(2025, 6, 1))
    return services.record(action, state=state, on=day, **{**words, **fields})
