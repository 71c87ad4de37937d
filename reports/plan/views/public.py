"""The plan with how far it has come, and each action with its history."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reports.plan import selectors
from reports.plan.browsing import Filters
from reports.plan.models import Action, Plan

KEPT = cache_control(public=True, max_age=300)


@require_safe
@KEPT
def current(request: HttpRequest) -> HttpResponse:
    return _plan(request, current_or_404(), is_current=True)


@require_safe
@KEPT
def earlier(request: HttpRequest, slug: str) -> HttpResponse:
    """A plan by its code; the current one has the short address."""
    plan = get_object_or_404(Plan.objects.published(), slug=slug)
    if plan == selectors.current_plan():
        return redirect("plan:current")
    return _plan(request, plan, is_current=False)


@require_safe
@KEPT
def action(request: HttpRequest, number: int) -> HttpResponse:
    return _action(request, current_or_404(), number, is_current=True)


@require_safe
@KEPT
def earlier_action(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.published(), slug=slug)
    if plan == selectors.current_plan():
        return redirect("plan:action", number=number)
    return _action(request, plan, number, is_current=False)


def current_or_404() -> Plan:
    plan = selectors.current_plan()
    if plan is None:
        raise Http404
    return plan


def _plan(request: HttpRequest, plan: Plan, *, is_current: bool) -> HttpResponse:
    filters = Filters.from_query(request.GET)
    actions = selectors.actions_of(plan)
    chosen = filters.apply(actions)
    for row in chosen:
        row.url = selectors.address(row, is_current=is_current)
    context: dict[str, Any] = {
        "plan": plan,
        "filters": filters,
        "options": filters.options(actions),
        "progress": selectors.progress(actions),
        "goals": selectors.goal_parts(actions, chosen),
        "number": len(chosen),
        "others": Plan.objects.published().exclude(pk=plan.pk),
    }
    return render(request, "plan/plan.html", context)


def _action(request: HttpRequest, plan: Plan, number: int, *, is_current: bool) -> HttpResponse:
    row = get_object_or_404(Action.objects.detailed(), plan=plan, number=number)
    home = reverse("plan:current") if is_current else plan.get_absolute_url()
    around = selectors.neighbours(row)
    for other in filter(None, around):
        other.url = selectors.address(other, is_current=is_current)
    history = selectors.histories([row])[row.pk]
    evidence = row.evidence.select_related("record").order_by("sort_order")
    context: dict[str, Any] = {
        "plan": plan,
        "action": row,
        "tasks": row.tasks.all(),
        "links": selectors.evidence(list(evidence), get_language() or ""),
        "history": history,
        "latest": history[0] if history else None,
        "previous": around[0],
        "next": around[1],
        "home": home,
        "crumbs": [(plan.label, home)],
    }
    return render(request, "plan/action.html", context)
