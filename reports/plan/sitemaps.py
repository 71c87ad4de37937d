"""The plan and its actions in the sitemap."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from portal.core.sitemaps import Entry, Section, in_languages
from reports.plan import selectors


def _entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    plan = selectors.current_plan()
    if plan is None or number != 1:
        return
    yield from in_languages(lambda: reverse("plan:current"))
    for action in plan.actions.only("number", "plan"):
        yield from in_languages(action.get_absolute_url)


PLAN_SECTION = Section(lambda: [1] if selectors.current_plan() else [], _entries)
