"""The published plans: actions, what is set for each year, and the log."""

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from reports.plan.models import Action, Update, YearTask

from .shape import Column, Dataset, Frequency, Rows, rows_themselves

PLAN = Column("plan", _("code of the plan"))
NUMBER = Column("action", _("number of the action, as the plan prints it"))


def action_rows() -> Rows:
    rows = Action.objects.published().detailed()
    for row in rows.order_by("plan__first_year", "plan", "number"):
        goal, strategy = row.strategy.goal, row.strategy
        yield (
            row.plan.slug,
            row.number,
            row.title,
            row.title_en,
            row.text,
            row.text_en,
            goal.number,
            goal.title,
            goal.title_en,
            strategy.number,
            strategy.title,
            strategy.title_en,
            row.owner,
            row.owner_en,
            row.partners,
            row.partners_en,
            row.state,
            row.changed_on.isoformat() if row.changed_on else "",
        )


def task_rows() -> Rows:
    rows = YearTask.objects.filter(action__plan__is_published=True)
    order = ("action__plan__first_year", "action__plan", "action__number", "year", "pk")
    for row in rows.select_related("action__plan").order_by(*order):
        yield (
            row.action.plan.slug,
            row.action.number,
            row.year,
            row.task,
            row.task_en,
            row.target,
            row.target_en,
            row.result,
            row.result_en,
        )


def log_rows() -> Rows:
    rows = Update.objects.filter(action__plan__is_published=True)
    order = ("action__plan__first_year", "action__plan", "action__number", "on", "pk")
    for row in rows.select_related("action__plan").order_by(*order):
        yield (
            row.action.plan.slug,
            row.action.number,
            row.on.isoformat(),
            row.state,
            row.by,
            row.by_en,
            row.text,
            row.text_en,
        )


def _modified() -> dt.datetime | None:
    """An entry in a log or a saved version of an action, whichever was last."""
    actions = Action.objects.published()
    found = actions.aggregate(said=Max("updates__created_at"))
    found |= actions.aggregate(saved=Max("latest_revision__created_at"))
    return max(filter(None, found.values()), default=None)


ACTIONS = Dataset(
    "plan-actions",
    _("The plan: actions"),
    _("Each action of the published plans: what is to be done, by whom, how far it has come."),
    [
        PLAN,
        NUMBER,
        Column("title", _("title in Chinese")),
        Column("title_en", _("title in English")),
        Column("text", _("what is to be done")),
        Column("text_en", _("the same in English")),
        Column("goal", _("number of the goal")),
        Column("goal_title", _("goal in Chinese")),
        Column("goal_title_en", _("goal in English")),
        Column("strategy", _("number of the strategy")),
        Column("strategy_title", _("strategy in Chinese")),
        Column("strategy_title_en", _("strategy in English")),
        Column("owner", _("who is in charge")),
        Column("owner_en", _("the same in English")),
        Column("partners", _("together with whom")),
        Column("partners_en", _("the same in English")),
        Column("state", _("done, under_way, changed, not_begun or dropped")),
        Column("changed_on", _("day of the last entry in the log")),
    ],
    action_rows,
    rows_themselves(action_rows),
    _modified,
    Frequency.IRREGULAR,
)
TASKS = Dataset(
    "plan-tasks",
    _("The plan: tasks of the years"),
    _("What is set for each year, by what it is measured, and what came of it."),
    [
        PLAN,
        NUMBER,
        Column("year", _("the year")),
        Column("task", _("task of the year")),
        Column("task_en", _("the same in English")),
        Column("target", _("by what it is measured")),
        Column("target_en", _("the same in English")),
        Column("result", _("what came of it")),
        Column("result_en", _("the same in English")),
    ],
    task_rows,
    rows_themselves(task_rows),
    _modified,
    Frequency.IRREGULAR,
)
LOG = Dataset(
    "plan-log",
    _("The plan: log"),
    _("Every entry about an action; entries are never changed."),
    [
        PLAN,
        NUMBER,
        Column("on", _("day of the entry")),
        Column("state", _("how the action stood from then on")),
        Column("by", _("who says so")),
        Column("by_en", _("the same in English")),
        Column("text", _("what is new")),
        Column("text_en", _("the same in English")),
    ],
    log_rows,
    rows_themselves(log_rows),
    _modified,
    Frequency.IRREGULAR,
)
