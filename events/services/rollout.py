"""One template, many libraries: a series for each in one go, or none at all."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug

from events.errors import EventError
from events.models import EventSeries, EventSeriesPage, EventTemplate
from events.schedule.checks import problems_of
from portal.core.models import Library
from portal.core.slugs import pinyin_slug

from .templates import events_index, series_from_template, translate_from_template


@dataclass(frozen=True, slots=True)
class Plan:
    """What is particular to one library."""

    library: Library
    start_date: dt.date
    start_time: dt.time | None = None
    rule: str = ""
    ends_on: dt.date | None = None
    space: str = ""
    presenter: str = ""

    def values(self, template: EventTemplate) -> dict[str, Any]:
        """The fields of the page; an English name goes only with the Chinese one it translates."""
        values: dict[str, Any] = {
            "start_date": self.start_date,
            "start_time": self.start_time,
            "rule": self.rule,
            "ends_on": self.ends_on,
            "space": self.space,
            "presenter": self.presenter,
        }
        for name in ("space", "presenter"):
            if values[name] != getattr(template, name):
                values[f"{name}_en"] = ""
        if not self.rule or self.ends_on:
            values["session_limit"] = None
        return values


@dataclass(frozen=True, slots=True)
class Outcome:
    """The page of a library; `is_new` is false if an earlier roll-out made it."""

    library: Library
    page: EventSeriesPage
    is_new: bool


@transaction.atomic
def roll_out(
    template: EventTemplate, plans: Sequence[Plan], *, user: Any, publish: bool = False
) -> list[Outcome]:
    """A series of *template* for each of *plans*; what is there already is not made twice.

    The caller asks whether *user* may do this at these libraries.
    """
    EventTemplate.objects.select_for_update().get(pk=template.pk)  # one roll-out at a time
    made = pages_made(template, plans)
    outcomes = []
    for plan in plans:
        key = (plan.library.pk, plan.start_date)
        is_new = key not in made
        if is_new:
            made[key] = _make(template, plan, user=user, publish=publish)
        outcomes.append(Outcome(plan.library, made[key], is_new))
    return outcomes


def pages_made(
    template: EventTemplate, plans: Sequence[Plan]
) -> dict[tuple[int | None, dt.date], EventSeriesPage]:
    """The pages of *template* at the libraries of *plans*, by library and first date; one query."""
    pages = EventSeriesPage.objects.filter(
        event_template=template,
        library__in=[plan.library.pk for plan in plans],
        locale=events_index().locale,
        alias_of=None,
    )
    return {(page.library_id, page.start_date): page for page in pages.order_by("-pk")}


def planned_series(template: EventTemplate, plan: Plan) -> EventSeries:
    """The series as it would be, unsaved, for checks and previews."""
    names = [name for name in EventSeries.COPIED if hasattr(template, name)]
    series = EventSeries(**{name: getattr(template, name) for name in names})
    for name, value in plan.values(template).items():
        setattr(series, name, value)
    series.library = plan.library
    return series


def _make(template: EventTemplate, plan: Plan, *, user: Any, publish: bool) -> EventSeriesPage:
    series = planned_series(template, plan)
    if problems := problems_of(series, tz=series.tz):
        raise EventError(
            _("%(library)s: %(problems)s")
            % {"library": plan.library, "problems": " ".join(map(str, problems.values()))}
        )
    slug = f"{pinyin_slug(template.title) or 'series'}-{plan.library.slug}"
    page = series_from_template(
        template,
        user=user,
        library=plan.library,
        slug=find_available_slug(events_index(), slug),
        **plan.values(template),
    )
    if publish:
        page.get_latest_revision().publish(user=user)
        page.refresh_from_db()
    translate_from_template(page, template)
    return page
