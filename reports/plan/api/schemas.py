"""The shapes of the plan for programs."""

import datetime as dt
from enum import StrEnum

from ninja import Schema
from pydantic import Field

from portal.core.webapi import Texts


class StateOut(StrEnum):
    """How far an action has come."""

    DONE = "done"
    UNDER_WAY = "under_way"
    CHANGED = "changed"
    NOT_BEGUN = "not_begun"
    DROPPED = "dropped"


class ShareOut(Schema):
    """How many actions are in one state."""

    state: StateOut
    number: int = Field(description="How many actions.", examples=[21])
    percent: float = Field(description="Of all, to one decimal.", examples=[35.6])


class GoalOut(Schema):
    """A goal of the plan and how far its actions have come."""

    number: int = Field(description="As the plan prints it.", examples=[4])
    title: Texts
    progress: list[ShareOut] = Field(description="One entry for each state.")


class StrategyOut(Schema):
    """A way towards a goal."""

    number: int = Field(description="Counted through the whole plan.", examples=[13])
    title: Texts


class TaskOut(Schema):
    """What is set for one year."""

    year: int = Field(description="The year.", examples=[2020])
    task: Texts
    target: Texts
    result: Texts


class EvidenceOut(Schema):
    """Something that shows that the action happens, open to everybody."""

    kind: str = Field(
        description="series, list, report, news, page, record or address.", examples=["series"]
    )
    title: Texts
    url: str = Field(description="Its address.", examples=["https://library.example/events/x/"])


class EntryOut(Schema):
    """An entry of the log; entries are never changed."""

    on: dt.date = Field(description="The day.", examples=["2020-06-30"])
    state: StateOut
    by: Texts
    text: Texts


class ActionOut(Schema):
    """One action of the plan."""

    number: int = Field(description="As the plan prints it.", examples=[31])
    goal: int = Field(description="The number of its goal.", examples=[4])
    strategy: StrategyOut
    title: Texts
    text: Texts
    owner: Texts
    partners: Texts
    state: StateOut
    changed_on: dt.date | None = Field(
        description="The day of the last entry in the log.", examples=["2020-06-30"]
    )
    tasks: list[TaskOut] = Field(description="Year by year.")
    evidence: list[EvidenceOut] = Field(description="What readers can open.")
    log: list[EntryOut] = Field(description="The latest entry first.")


class PlanOut(Schema):
    """The current plan with all its actions."""

    slug: str = Field(description="Its code.", examples=["2017-2020"])
    title: Texts
    summary: Texts
    first_year: int = Field(description="The first year.", examples=[2017])
    last_year: int = Field(description="The last year.", examples=[2020])
    law: Texts
    law_url: str = Field(description="The law or decision it rests on.", examples=[""])
    progress: list[ShareOut] = Field(description="Of all actions, one entry for each state.")
    goals: list[GoalOut] = Field(description="In their order.")
    actions: list[ActionOut] = Field(description="Goal by goal.")
    page: Texts
