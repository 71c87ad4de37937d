"""Templates in use: a new series, a roll-out to many libraries, and what has been run where."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from events import services
from events.errors import EventError
from events.forms import RollOutForm, RollOutRowForm, SeriesFromTemplateForm
from events.forms.rollout import own_libraries
from events.models import EventsIndexPage, EventTemplate
from events.schedule.checks import problems_of
from events.schedule.repeats import Repeats
from events.schedule.wording import describe_schedule
from events.selectors.preview import Preview, preview
from events.services.rollout import Outcome, Plan, pages_made, planned_series
from events.services.templates import events_index, first_date
from portal.core.models import Library
from portal.core.permissions import scope_of

LIST = "eventtemplate:index"


class TemplateView(WagtailAdminTemplateMixin, View):
    """For whoever may see templates and add pages below what's on."""

    header_icon = "copy"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        policy = policy_registry.get_by_type(EventTemplate)
        if not policy.user_has_any_permission(request.user, ("view", "change")):
            raise PermissionDenied
        if not self.permissions.can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def index(self) -> EventsIndexPage:
        return events_index()

    @cached_property
    def permissions(self) -> Any:
        return self.index.permissions_for_user(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": _("Event templates")},
            {"url": "", "label": self.get_header_title()},
        ]


class NewSeriesView(TemplateView):
    """A draft from a template; the rest happens in the page editor."""

    page_title = gettext_lazy("New series from a template")
    template_name = "events/admin/new_series.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {"template": request.GET.get("template")}
        return self._answer(SeriesFromTemplateForm(initial=initial, user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SeriesFromTemplateForm(request.POST, user=request.user)
        if not form.is_valid():
            return self._answer(form)
        data = form.cleaned_data
        values = {"start_date": data["start_date"]} if data["start_date"] else {}
        page = services.series_from_template(
            data["template"], user=request.user, library=data["library"], **values
        )
        messages.success(request, _("The draft is made. Look at its date and place, then publish."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _answer(self, form: SeriesFromTemplateForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


@dataclass
class Row:
    """One library of the roll-out, with what its series would be once that was asked for."""

    library: Library
    form: RollOutRowForm
    preview: Preview | None = None
    words: str = ""
    problem: str = ""
    page: Any = None  # made by an earlier roll-out

    @property
    def clashes(self) -> list[Any]:
        """Dates that are left out, or that something speaks against."""
        lines = self.preview.lines if self.preview else []
        return [line for line in lines if line.is_skipped or line.clashes]


class RollOutView(TemplateView):
    """Tick libraries, set what differs, look at the dates, and make all series at once."""

    page_title = gettext_lazy("Roll out")
    template_name = "events/admin/roll_out.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.template = get_object_or_404(EventTemplate, pk=kwargs.pop("pk"), is_archived=False)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.template.label

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(self._rows(), RollOutForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RollOutForm(request.POST)
        rows = self._rows(request.POST)
        chosen = [row for row in rows if row.form.is_chosen]
        # Every form is asked, so that all that is wrong is said at once.
        are_valid = all([form.is_valid(), *(row.form.is_valid() for row in chosen)])
        if not chosen:
            messages.error(request, _("Tick at least one library."))
        if not chosen or not are_valid:
            return self._answer(rows, form)
        plans = [row.form.plan(row.library, form.cleaned_data["ends_on"]) for row in chosen]
        self._look_ahead(chosen, plans)
        if any(row.problem for row in chosen) or "make" not in request.POST:
            return self._answer(rows, form, is_checked=not any(row.problem for row in chosen))
        return self._make(plans, rows, form)

    def _make(self, plans: Sequence[Plan], rows: list[Row], form: RollOutForm) -> HttpResponse:
        publish = self.request.POST["make"] == "publish" and self.permissions.can_publish_subpage()
        try:
            outcomes = services.roll_out(
                self.template, plans, user=self.request.user, publish=publish
            )
        except EventError as error:
            messages.error(self.request, str(error))
            return self._answer(rows, form)
        return self._report(outcomes)

    def _report(self, outcomes: list[Outcome]) -> HttpResponse:
        self.template_name = "events/admin/rolled_out.html"
        new = sum(outcome.is_new for outcome in outcomes)
        context = {"outcomes": outcomes, "new": new, "old": len(outcomes) - new}
        return self.render_to_response(self.get_context_data(template=self.template, **context))

    def _rows(self, data: Any = None) -> list[Row]:
        ticked = set(self.request.GET.getlist("library"))
        is_branch = scope_of(self.request.user) is not None
        fixed = self.template.locked_fields if is_branch else set()
        initial = {
            "start_date": first_date(self.template),
            "start_time": self.template.start_time,
            "repeats": Repeats.TEMPLATE,
            "space": self.template.space,
            "presenter": self.template.presenter,
        }
        return [
            Row(
                library,
                RollOutRowForm(
                    data,
                    prefix=f"library-{library.pk}",
                    initial={**initial, "chosen": str(library.pk) in ticked},
                    template=self.template,
                    fixed=fixed,
                ),
            )
            for library in own_libraries(self.request.user)
        ]

    def _look_ahead(self, rows: list[Row], plans: Sequence[Plan]) -> None:
        made = pages_made(self.template, plans)
        for row, plan in zip(rows, plans, strict=True):
            series = planned_series(self.template, plan)
            problems = problems_of(series, tz=series.tz)
            row.problem = " ".join(map(str, problems.values()))
            row.page = made.get((plan.library.pk, plan.start_date))
            if not row.problem:
                row.words = describe_schedule(series)
                row.preview = preview(series, series.timetable(), {})

    def _answer(
        self, rows: list[Row], form: RollOutForm, *, is_checked: bool = False
    ) -> HttpResponse:
        context = {
            "template": self.template,
            "form": form,
            "groups": _by_main_library(rows),
            "media": form.media + rows[0].form.media if rows else form.media,
            "is_checked": is_checked,
            "count": sum(row.form.is_chosen for row in rows),
            "may_publish": self.permissions.can_publish_subpage(),
        }
        return self.render_to_response(self.get_context_data(**context))


def _by_main_library(rows: list[Row]) -> list[tuple[Library, list[Row]]]:
    """Rows under the library theirs belongs to, each main library first among its own."""
    groups: dict[int, tuple[Library, list[Row]]] = {}
    for row in rows:
        head = row.library.parent or row.library
        groups.setdefault(head.pk, (head, []))[1].append(row)
    return list(groups.values())


def months_around(month: dt.date, *, before: int, after: int) -> list[dt.date]:
    """First days of the months from *before* months earlier to *after* months later."""
    count = month.year * 12 + month.month - 1
    return [
        dt.date(number // 12, number % 12 + 1, 1)
        for number in range(count - before, count + after + 1)
    ]
