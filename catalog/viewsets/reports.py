"""What an import or a harvest did not take: on its page and as a table for a spreadsheet."""

import csv
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from catalog.models.runs import Run
from portal.core.spreadsheets import csv_response

REJECTED_SHOWN = 20


def report_view(model: type[Run]) -> Callable[..., HttpResponse]:
    """The whole report of one run of *model*."""

    @never_cache
    def report(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        run = get_object_or_404(model, pk=pk)
        lines = _report_lines(run)
        if lines is None:
            raise Http404
        return csv_response(lines, filename=f"{model._meta.model_name}-{run.pk}.csv")

    return report


def rejected_lines(run: Run | None) -> list[list[str]]:
    """The first lines of the report, its head among them."""
    lines = _report_lines(run) if run else None
    return list(islice(lines, REJECTED_SHOWN + 1)) if lines else []


def _report_lines(run: Run) -> Iterator[list[str]] | None:
    """Only from the folder of reports: a command may have written one anywhere."""
    folder = (Path(settings.PORTAL_STATE_DIR) / "imports").resolve()
    found = Path(run.report).resolve() if run.report else None
    if found is None or not found.is_relative_to(folder) or not found.is_file():
        return None
    with found.open(encoding="utf-8-sig", newline="") as file:
        return iter([*csv.reader(file)])


class RunInspectView(generic.InspectView):
    """The counts of a run, and the first records it did not take; *report_url_name* has all."""

    template_name = "catalog/admin/run.html"
    report_url_name = ""

    @cached_property
    def rejected(self) -> list[list[str]]:
        return rejected_lines(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.rejected:
            return []
        return [
            Button(
                _("Download what was not taken"), url=self.get_report_url(), icon_name="download"
            )
        ]

    def get_report_url(self) -> str:
        return reverse(self.report_url_name, args=[self.object.pk])

    def get_unknown_libraries_display_value(self) -> str:
        return " · ".join(f"{code}: {n}" for code, n in self.object.unknown_libraries.items())

    def get_report_display_value(self) -> str:
        return Path(self.object.report).name if self.object.report else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rejected=self.rejected, report_url=self.get_report_url(), **kwargs
        )
