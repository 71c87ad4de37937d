"""The coverage grid: which library runs which template, and which has not this month."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.rollout import own_libraries
from events.models import EventTemplate
from events.schedule.dates import month_label
from events.selectors.coverage import Coverage, coverage
from portal.core.models import Library
from portal.core.spreadsheets import csv_response

from .templates import TemplateView, months_around

YEARS = range(2000, 2100)
BEFORE, AFTER = 3, 2


@dataclass(frozen=True)
class Column:
    """One template in the month, or one month of the template."""

    label: str
    template: EventTemplate
    month: dt.date
    is_now: bool = False
    url: str = ""


class CoverageView(TemplateView):
    """Rows are libraries. Columns are templates, or the months of one template."""

    page_title = gettext_lazy("What has been run where")
    template_name = "events/admin/coverage.html"
    header_icon = "table"

    def get(self, request: HttpRequest) -> HttpResponse:
        month = _read_month(request.GET.get("month", ""))
        templates = list(EventTemplate.objects.filter(is_archived=False))
        chosen = next((t for t in templates if str(t.pk) == request.GET.get("template")), None)
        columns = _columns(chosen, templates, month)
        libraries = list(own_libraries(request.user))
        cells = _cells(columns, libraries)
        if request.GET.get("export") == "csv":
            return _as_csv(columns, libraries, cells, month)
        previous, following = (months_around(month, before=1, after=1)[i] for i in (0, 2))
        context = {
            "month": month_label(month),
            "previous": _query(previous, chosen),
            "next": _query(following, chosen),
            "export": _query(month, chosen, export="csv"),
            "all_templates": _query(month, None),
            "chosen": chosen,
            "columns": [(c, _missing_url(c, libraries, cells)) for c in columns],
            "rows": [(library, [cells[library.pk, c] for c in columns]) for library in libraries],
        }
        return self.render_to_response(self.get_context_data(**context))


def _columns(
    chosen: EventTemplate | None, templates: list[EventTemplate], month: dt.date
) -> list[Column]:
    if chosen is None:
        return [
            Column(template.label, template, month, url=_query(month, template))
            for template in templates
        ]
    return [
        Column(month_label(each), chosen, each, is_now=each == month)
        for each in months_around(month, before=BEFORE, after=AFTER)
    ]


def _cells(columns: list[Column], libraries: list[Library]) -> dict[tuple[int, Column], Coverage]:
    months = [column.month for column in columns] or [timezone.localdate().replace(day=1)]
    found = coverage(
        templates={column.template.pk for column in columns},
        libraries=[library.pk for library in libraries],
        first=min(months),
        last=months_around(max(months), before=0, after=1)[1] - dt.timedelta(days=1),
    )
    return {
        (library.pk, column): found.get((library.pk, column.template.pk, column.month), Coverage())
        for library in libraries
        for column in columns
    }


def _missing_url(
    column: Column, libraries: list[Library], cells: dict[tuple[int, Column], Coverage]
) -> tuple[int, str]:
    """How many libraries do not run it, and where to roll it out to them."""
    missing = [library.pk for library in libraries if cells[library.pk, column].is_missing]
    url = reverse("events_admin:roll_out", args=[column.template.pk])
    return len(missing), f"{url}?{urlencode([('library', pk) for pk in missing])}"


def _query(month: dt.date, template: EventTemplate | None, **more: str) -> str:
    pairs = {"month": f"{month:%Y-%m}"}
    if template:
        pairs["template"] = str(template.pk)
    return f"?{urlencode({**pairs, **more})}"


def _read_month(text: str) -> dt.date:
    """“2026-03”; this month if the address says anything else."""
    try:
        found = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        found = timezone.localdate().replace(day=1)
    return found if found.year in YEARS else timezone.localdate().replace(day=1)


def _as_csv(
    columns: list[Column],
    libraries: list[Library],
    cells: dict[tuple[int, Column], Coverage],
    month: dt.date,
) -> HttpResponse:
    head: list[Any] = [_("Library")]
    for column in columns:
        head += [
            _("%(name)s: took place") % {"name": column.label},
            _("%(name)s: planned") % {"name": column.label},
        ]
    rows = [head]
    for library in libraries:
        row: list[Any] = [library.label]
        for column in columns:
            cell = cells[library.pk, column]
            row += [cell.ran, cell.planned]
        rows.append(row)
    return csv_response(rows, filename=f"coverage-{month:%Y-%m}.csv")
