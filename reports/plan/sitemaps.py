"""The plan and its actions in the sitemap."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.core.sitemaps import Entry, Section
from portal.core.webapi import in_each_language
from reports.plan import selectors


def _entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    plan = selectors.current_plan()
    if plan is None or number != 1:
        return
    yield from _entry(lambda: reverse("plan:current"))
    for action in plan.actions.only("number", "plan"):
        yield from _entry(action.get_absolute_url)


def _entry(make: Callable[[], str]) -> Iterator[Entry]:
    paths = in_each_language(make)
    for code, _name in settings.LANGUAGES:
        yield Entry(paths[code], translations=paths)


PLAN_SECTION = Section(lambda: [1] if selectors.current_plan() else [], _entries)
