"""The current plan for programs."""

from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Router

from portal.core.webapi import answer
from reports.plan import selectors
from reports.plan.models import Plan

from .describing import describe_actions, describe_plan
from .schemas import ActionOut, PlanOut

router = Router(tags=["plan"])


def _plan() -> Plan:
    plan = selectors.current_plan()
    if plan is None:
        raise Http404
    return plan


@router.api_operation(
    ["GET", "HEAD"],
    "",
    response=PlanOut,
    operation_id="get_plan",
    summary="The current development plan",
)
def get_plan(request: HttpRequest) -> HttpResponseBase:
    """Goals, all actions with tasks, evidence and log, and how far they have come."""
    plan = _plan()
    return answer(request, [], lambda: describe_plan(plan))


@router.api_operation(
    ["GET", "HEAD"],
    "/actions/{int:number}",
    response=ActionOut,
    operation_id="get_plan_action",
    summary="One action of the current plan",
)
def get_plan_action(
    request: HttpRequest,
    number: Annotated[int, Path(description="Its number.", examples=[31], le=9999)],
) -> HttpResponseBase:
    """An action by the number the plan prints."""
    rows = [row for row in selectors.actions_of(_plan()) if row.number == number]
    if not rows:
        raise Http404
    return answer(request, [], lambda: describe_actions(rows)[0])
