"""A plan and its actions as programs read them."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from portal.core.webapi import absolute, bilingual, in_each_language
from reports.plan import selectors
from reports.plan.models import Action, Evidence, Goal, Plan, Update
from reports.plan.selectors import Progress

from . import schemas


def describe_plan(plan: Plan) -> schemas.PlanOut:
    """The plan as a whole, with every action."""
    actions = selectors.actions_of(plan)
    return schemas.PlanOut(
        slug=plan.slug,
        title=bilingual(plan, "title"),
        summary=bilingual(plan, "summary"),
        first_year=plan.first_year,
        last_year=plan.last_year,
        law=bilingual(plan, "law"),
        law_url=plan.law_url,
        progress=_progress(selectors.progress(actions)),
        goals=[_goal(part.goal, part.progress) for part in selectors.goal_parts(actions, [])],
        actions=describe_actions(actions),
        page=in_each_language(lambda: absolute(reverse("plan:current"))),
    )


def describe_actions(actions: Sequence[Action]) -> list[schemas.ActionOut]:
    """With tasks, evidence and log, which are read for all of them at once."""
    keys = [action.pk for action in actions]
    logs = selectors.histories(actions)
    links = _links(keys)
    return [_action(action, logs[action.pk], links.get(action.pk, [])) for action in actions]


def _links(keys: list[int]) -> dict[int, list[schemas.EvidenceOut]]:
    rows = list(
        Evidence.objects.filter(action__in=keys)
        .select_related("record")
        .order_by("action_id", "sort_order")
    )
    found: dict[int, list[schemas.EvidenceOut]] = {}
    with override(settings.LANGUAGE_CODE):
        for row, link in selectors.evidence_rows(rows, settings.LANGUAGE_CODE):
            address = link.url if link.url.startswith("https://") else absolute(link.url)
            words = bilingual(row, "label") or {settings.LANGUAGE_CODE: link.words}
            out = schemas.EvidenceOut(kind=link.kind.value, title=words, url=address)
            found.setdefault(row.action_id, []).append(out)
    return found


def _action(
    action: Action, log: list[Update], links: list[schemas.EvidenceOut]
) -> schemas.ActionOut:
    strategy = action.strategy
    return schemas.ActionOut(
        number=action.number,
        goal=strategy.goal.number,
        strategy=schemas.StrategyOut(number=strategy.number, title=bilingual(strategy, "title")),
        title=bilingual(action, "title"),
        text=bilingual(action, "text"),
        owner=bilingual(action, "owner"),
        partners=bilingual(action, "partners"),
        state=schemas.StateOut(action.state),
        changed_on=action.changed_on,
        tasks=[
            schemas.TaskOut(
                year=task.year,
                task=bilingual(task, "task"),
                target=bilingual(task, "target"),
                result=bilingual(task, "result"),
            )
            for task in action.tasks.all()
        ],
        evidence=links,
        log=[
            schemas.EntryOut(
                on=entry.on,
                state=schemas.StateOut(entry.state),
                by=bilingual(entry, "by"),
                text=bilingual(entry, "text"),
            )
            for entry in log
        ],
    )


def _goal(goal: Goal, progress: Progress) -> schemas.GoalOut:
    return schemas.GoalOut(
        number=goal.number, title=bilingual(goal, "title"), progress=_progress(progress)
    )


def _progress(progress: Progress) -> list[schemas.ShareOut]:
    return [
        schemas.ShareOut(
            state=schemas.StateOut(share.state.value), number=share.number, percent=share.percent
        )
        for share in progress.shares
    ]
