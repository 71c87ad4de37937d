"""The development plan with its actions, as it stood at its end."""

import datetime as dt

from wagtail.models import Page

from portal.demo import content
from portal.demo.content import Row
from reports.plan import services
from reports.plan.enums import State
from reports.plan.models import Action, Evidence, Goal, Plan, Strategy, YearTask

from .demo import Demo


def build_plan(demo: Demo) -> str:
    rows = content.read("plan")
    if Plan.objects.exists():
        return "the plan stands"
    plan = Plan.objects.create(**rows["plan"], is_published=True)
    goals = {row["number"]: Goal.objects.create(plan=plan, **row) for row in rows["goal"]}
    strategies = {
        row["number"]: Strategy.objects.create(**{**row, "goal": goals[row["goal"]]})
        for row in rows["strategy"]
    }
    for row in rows["action"]:
        _action(row, strategies[row["strategy"]], rows["owner"][row["owner"]], demo)
    return f"a plan of {len(rows['action'])} actions"


def _action(row: Row, strategy: Strategy, owner: list[str], demo: Demo) -> None:
    plain = ("number", "title", "title_en", "text", "text_en", "partners", "partners_en")
    action = Action(
        **{name: row[name] for name in plain if name in row},
        strategy=strategy,
        owner=owner[0],
        owner_en=owner[1],
        tasks=[_task(line) for line in row["tasks"]],
        evidence=[
            _evidence(line, place, demo) for place, line in enumerate(row.get("evidence", []))
        ],
    )
    action.save()
    action.save_revision()
    for day, state, text, text_en in row["log"]:
        services.record(
            action,
            state=State(state),
            by=owner[0],
            by_en=owner[1],
            text=text,
            text_en=text_en,
            on=dt.date.fromisoformat(day),
        )


def _task(line: list[str]) -> YearTask:
    names = ("year", "task", "task_en", "target", "target_en", "result", "result_en")
    return YearTask(**dict(zip(names, line, strict=True)))


def _evidence(line: list[str], place: int, demo: Demo) -> Evidence:
    """A page by its path below the front page, or an address with its words."""
    target, label, label_en = line
    words = {"label": label, "label_en": label_en, "sort_order": place}
    if target.startswith("/"):
        return Evidence(url=target, **words)
    return Evidence(page=Page.objects.get(url_path=f"{demo.home.url_path}{target}/"), **words)
