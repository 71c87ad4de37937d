"""The current plan as a table and as one JSON document."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.spreadsheets import csv_response
from portal.core.webapi import answer
from reports.plan import selectors
from reports.plan.api.describing import describe_plan
from reports.plan.models import Action

from .public import current_or_404


@require_safe
@cache_control(public=True, max_age=300)
def as_csv(request: HttpRequest) -> HttpResponse:
    """One line for each task of a year; an action without tasks has one line."""
    plan = current_or_404()
    head = [
        pgettext("plan", "Number"),
        _("Goal"),
        pgettext("plan", "Strategy"),
        pgettext("plan", "Action"),
        _("What is to be done"),
        _("In charge"),
        pgettext("action", "State"),
        _("Last entry"),
        pgettext("plan", "Year"),
        _("Task of the year"),
        pgettext("plan", "Target"),
        pgettext("plan", "Result"),
    ]
    rows = [line for action in selectors.actions_of(plan) for line in _lines(action)]
    response = csv_response([head, *rows], filename=f"{plan.slug}.csv")
    del response["Cache-Control"]  # open data, for everybody the same
    return response


@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    plan = current_or_404()
    return answer(request, [], lambda: describe_plan(plan))


def _lines(action: Action) -> list[list[object]]:
    strategy = action.strategy
    own = [
        action.number,
        strategy.goal.label,
        strategy.label,
        action.label,
        action.text_label,
        action.owner_label,
        action.status.label,
        action.changed_on or "",
    ]
    tasks = list(action.tasks.all())
    return [
        [*own, task.year, task.task_label, task.target_label, task.result_label] for task in tasks
    ] or [[*own, "", "", "", ""]]
