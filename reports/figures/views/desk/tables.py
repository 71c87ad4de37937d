"""A table of figures: sent, laid out, looked at, imported; and undone again."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.core.models import Library
from reports.figures import permissions, services, tasks
from reports.figures.enums import UploadState
from reports.figures.errors import FiguresError
from reports.figures.forms import LayoutForm, NamesForm, TableForm
from reports.figures.models import Batch, FigureUpload, Indicator
from reports.figures.services import importing
from reports.figures.services.importing import background
from reports.figures.sheets.interpreting import Level
from reports.figures.sheets.layout import Layout
from reports.figures.sheets.reading import TableError

from .base import BelowBatchesMixin, GuardedMixin

_SHOWN = 12  # rows of the table


class SendView(GuardedMixin, BelowBatchesMixin, FormView):
    """Send a table; what is no table is refused at once, in plain words."""

    is_allowed = staticmethod(permissions.may_import)
    page_title = gettext_lazy("Import a table of figures")
    header_icon = "upload"
    template_name = "figures/admin/send.html"
    form_class = TableForm

    def form_valid(self, form: TableForm) -> HttpResponse:
        try:
            upload = importing.receive(form.cleaned_data["file"], user=self.request.user)
        except TableError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("figure_batches:table", upload.pk)


class TableView(GuardedMixin, BelowBatchesMixin, View):
    """What would come of the table, and what its columns and names are."""

    is_allowed = staticmethod(permissions.may_import)
    page_title = gettext_lazy("Table of figures")
    header_icon = "table"
    template_name = "figures/admin/table.html"

    def get_page_subtitle(self) -> str:
        return self.upload.name

    @cached_property
    def upload(self) -> FigureUpload:
        return get_object_or_404(FigureUpload, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.upload.batch_id:
            return redirect("figure_batches:inspect", self.upload.batch_id)
        if self.upload.is_under_way:
            return redirect("figure_batches:progress", pk)
        try:
            return self._show(LayoutForm(Layout.from_json(self.upload.layout)))
        except TableError as error:
            messages.error(request, str(error))
            return redirect("figure_batches:send")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            if "import" in request.POST:
                return self._commit()
            if "names" in request.POST:
                self._teach()
            elif (answer := self._lay_out()) is not None:
                return answer
        except (TableError, FiguresError) as error:
            messages.error(request, str(error))
        return redirect("figure_batches:table", pk)

    def _show(self, form: LayoutForm) -> HttpResponse:
        preview = importing.preview(self.upload)
        reading = preview.reading
        first = preview.layout.header
        context = {
            **self.get_context_data(view=self),
            "upload": self.upload,
            "preview": preview,
            "form": form,
            "names_form": NamesForm(*_unknown(reading)),
            "sheets": preview.table.sheets[1:] and preview.table.sheets,
            "rows": list(enumerate(preview.table.rows[first : first + _SHOWN], start=first + 1)),
            "errors": reading.counts[Level.ERROR],
            "warnings": reading.counts[Level.WARNING],
            "is_long": background.is_long(self.upload),
            "corrections": _named(preview.outlook.corrections),
        }
        return render(self.request, self.template_name, context)

    def _lay_out(self) -> HttpResponse | None:
        sheet = self.request.POST.get("sheet", "")
        if sheet and sheet != self.upload.sheet:
            importing.choose(self.upload, sheet=sheet)
            return None
        form = LayoutForm(Layout.from_json(self.upload.layout), self.request.POST)
        if not form.is_valid():
            return self._show(form)
        importing.choose(self.upload, layout=form.chosen())
        return None

    def _teach(self) -> None:
        form = NamesForm(*_unknown(importing.preview(self.upload).reading), self.request.POST)
        if form.is_valid():
            importing.teach(form.taught())

    def _commit(self) -> HttpResponse:
        is_partial = "partial" in self.request.POST
        if background.is_long(self.upload):
            background.queue(self.upload, user=self.request.user, is_partial=is_partial)
            pk = self.upload.pk
            transaction.on_commit(lambda: tasks.hand_over(pk))
            return redirect("figure_batches:progress", pk)
        batch = importing.commit(self.upload, user=self.request.user, is_partial=is_partial)
        if not batch.pk:
            messages.success(self.request, _("Every number of this table was here already."))
            return redirect("figure_batches:index")
        text = _("%(added)d numbers are new, %(changed)d corrected, %(unchanged)d were the same.")
        counts = {name: getattr(batch, name) for name in ("added", "changed", "unchanged")}
        messages.success(self.request, text % counts)
        return redirect("figure_batches:inspect", batch.pk)


def _unknown(reading: Any) -> tuple[list[str], list[str]]:
    """The names that come most often, so many that a form is still a form."""
    return (
        [text for text, _count in reading.unknown_libraries.most_common(30)],
        [text for text, _count in reading.unknown_indicators.most_common(30)],
    )


def _named(corrections: list[Any]) -> list[dict[str, Any]]:
    libraries, indicators = Library.objects.in_bulk(), Indicator.objects.in_bulk()
    return [
        {
            "indicator": indicators[cell[0]],
            "library": libraries[cell[1]],
            "span": cell[2],
            "start": cell[3],
            "before": before,
            "value": value,
        }
        for cell, before, value in corrections
    ]


class ProgressView(GuardedMixin, BelowBatchesMixin, View):
    """How far a long table has come; asks again by itself as long as it is being imported."""

    is_allowed = staticmethod(permissions.may_import)
    page_title = gettext_lazy("Table of figures")
    header_icon = "table"
    template_name = "figures/admin/progress.html"

    def get_page_subtitle(self) -> str:
        return self.upload.name

    @cached_property
    def upload(self) -> FigureUpload:
        return get_object_or_404(
            FigureUpload.objects.exclude(state=UploadState.OPEN).select_related("batch"),
            pk=self.kwargs["pk"],
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            **self.get_context_data(view=self),
            "upload": self.upload,
            "may_begin": background.may_begin(self.upload),
        }
        return render(request, self.template_name, context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin once more what has failed or was left behind."""
        upload = self.upload
        try:
            background.queue(upload, user=request.user, is_partial=upload.is_partial)
        except FiguresError as error:
            messages.error(request, str(error))
        else:
            transaction.on_commit(lambda: tasks.hand_over(pk))
        return redirect("figure_batches:progress", pk)


class UndoView(GuardedMixin, BelowBatchesMixin, View):
    """Asks once, then takes a batch back."""

    is_allowed = staticmethod(permissions.may_import)
    page_title = gettext_lazy("Undo")
    header_icon = "history"
    template_name = "figures/admin/undo.html"

    def get_page_subtitle(self) -> str:
        return self.batch.label

    @cached_property
    def batch(self) -> Batch:
        return get_object_or_404(Batch, pk=self.kwargs["pk"], undone_at=None)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            **self.get_context_data(view=self),
            "batch": self.batch,
            "holding": self.batch.facts.count(),
            "back": reverse("figure_batches:inspect", args=[pk]),
        }
        return render(request, self.template_name, context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        changed = services.undo(self.batch)
        messages.success(request, _("Undone: %(count)d numbers have changed.") % {"count": changed})
        return redirect("figure_batches:index")
